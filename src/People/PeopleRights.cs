using Jisr.Kernel.Access;
using Jisr.People.Parties;
using Jisr.People.Retention;

namespace Jisr.People;

/// <summary>Who may register, see and change people (doors.md §7).</summary>
internal static class PeopleRights
{
    public static Permissions AllowPeople(this Permissions permissions) =>
        permissions
            // Anyone: a woman who registers herself. With a unit it is a worker's right at that unit.
            .Allow("party.register", Roles.CentreWorker, Roles.UnitLead, Roles.ProgrammeManager, Roles.Anyone)
            .Allow("registration.refuse", Roles.CentreWorker, Roles.UnitLead, Roles.ProgrammeManager, Roles.Anyone)
            .Allow(
                PersonRights.Page,
                Roles.CentreWorker,
                Roles.UnitLead,
                Roles.ProgrammeManager,
                Roles.SafeguardingOfficer
            )
            .Allow("consent.set-basis", Roles.Administrator)
            .Allow(PersonRights.Desk, Roles.CentreWorker, Roles.UnitLead, Roles.ProgrammeManager)
            .Allow(
                PersonRights.See,
                Roles.CentreWorker,
                Roles.UnitLead,
                Roles.ProgrammeManager,
                Roles.SafeguardingOfficer,
                Roles.Member
            )
            .Allow(
                PersonRights.Search,
                Roles.CentreWorker,
                Roles.UnitLead,
                Roles.ProgrammeManager,
                Roles.SafeguardingOfficer
            )
            .Allow(PersonRights.Export, Roles.UnitLead, Roles.ProgrammeManager)
            .Allow(PersonRights.Contact, Roles.CentreWorker, Roles.UnitLead, Roles.SafeguardingOfficer, Roles.Member)
            .Allow(PersonRights.Document, Roles.CentreWorker, Roles.UnitLead, Roles.Member)
            .Allow(PersonRights.Own, Roles.Member)
            .Allow("party.change", Roles.CentreWorker, Roles.UnitLead, Roles.ProgrammeManager, Roles.Member)
            .Allow("party.confirm", Roles.CentreWorker, Roles.UnitLead, Roles.ProgrammeManager)
            .Allow("party.settle-conflict", Roles.CentreWorker, Roles.UnitLead, Roles.ProgrammeManager)
            .Allow("paper.add", Roles.CentreWorker, Roles.UnitLead, Roles.ProgrammeManager)
            .Allow("paper.judge", Roles.CentreWorker, Roles.UnitLead)
            .Allow("consent.give", Roles.CentreWorker, Roles.UnitLead, Roles.ProgrammeManager, Roles.Member)
            .Allow("consent.withdraw", Roles.CentreWorker, Roles.UnitLead, Roles.ProgrammeManager, Roles.Member)
            // Without a line, by the number on her card.
            .Allow("card.change", Roles.CentreWorker, Roles.UnitLead, Roles.ProgrammeManager)
            .Allow("card.consent", Roles.CentreWorker, Roles.UnitLead, Roles.ProgrammeManager)
            .Allow("membership.apply", Roles.CentreWorker, Roles.UnitLead, Roles.ProgrammeManager, Roles.Member)
            .Allow(
                ChangeMembership.Kind,
                Roles.CentreWorker,
                Roles.UnitLead,
                Roles.ProgrammeManager,
                Roles.Trainer,
                Roles.Member
            )
            .Allow(ChangeMembership.Decide, Roles.CentreWorker, Roles.UnitLead, Roles.ProgrammeManager)
            .Allow(ChangeMembership.Complete, Roles.Trainer, Roles.ProgrammeManager)
            .Allow(ChangeMembership.Exit, Roles.ProgrammeManager)
            .Allow("functioning.answer", Roles.CentreWorker, Roles.UnitLead, Roles.ProgrammeManager, Roles.Member)
            .Allow("person-photo.add", Roles.CentreWorker, Roles.UnitLead, Roles.ProgrammeManager)
            .Allow("person-photo.remove", Roles.CentreWorker, Roles.UnitLead, Roles.ProgrammeManager)
            .Allow("voice.add", Roles.ProgrammeManager, Roles.Administrator)
            .Allow("voice.remove", Roles.ProgrammeManager, Roles.Administrator)
            .Allow("household.add", Roles.CentreWorker, Roles.UnitLead, Roles.ProgrammeManager)
            .Allow("organisation.add", Roles.CentreWorker, Roles.UnitLead, Roles.ProgrammeManager)
            .Allow("household.change", Roles.CentreWorker, Roles.UnitLead, Roles.ProgrammeManager)
            .Allow("organisation.change", Roles.CentreWorker, Roles.UnitLead, Roles.ProgrammeManager)
            .Allow("party.link", Roles.CentreWorker, Roles.UnitLead, Roles.ProgrammeManager)
            .Allow("party.unlink", Roles.CentreWorker, Roles.UnitLead, Roles.ProgrammeManager)
            .Allow("accompaniment.start", Roles.CentreWorker, Roles.UnitLead, Roles.ProgrammeManager)
            .Allow("accompaniment.take", Roles.CentreWorker, Roles.UnitLead, Roles.ProgrammeManager)
            .Allow("accompaniment.note", Roles.CentreWorker, Roles.UnitLead, Roles.ProgrammeManager)
            .Allow("accompaniment.end", Roles.CentreWorker, Roles.UnitLead, Roles.ProgrammeManager)
            .Allow("party.merge", Roles.UnitLead, Roles.ProgrammeManager)
            .Allow("party.unmerge", Roles.UnitLead, Roles.ProgrammeManager)
            .Allow("match.decide", Roles.CentreWorker, Roles.UnitLead, Roles.ProgrammeManager)
            .Allow("match.undo", Roles.CentreWorker, Roles.UnitLead, Roles.ProgrammeManager)
            .Allow("match.answer", Roles.Member)
            // Full runs and models: an operator's verbs, through no other door.
            .Allow("match.keep")
            .Allow("match.take")
            .Allow("glass.break", Roles.CentreWorker, Roles.UnitLead, Roles.ProgrammeManager)
            .Allow(PersonRights.Openings, Roles.UnitLead, Roles.ProgrammeManager, Roles.SafeguardingOfficer)
            .Allow(PersonRights.Name, Roles.FinanceOfficer, Roles.Payer, Roles.PaymentVerifier)
            .Allow(PersonRights.Looks, Roles.UnitLead)
            .Allow("referral.propose", Roles.CentreWorker, Roles.UnitLead, Roles.ProgrammeManager)
            .Allow("referral.revoke", Roles.CentreWorker, Roles.UnitLead, Roles.ProgrammeManager)
            .Allow("referral.accept", Roles.CentreWorker, Roles.UnitLead, Roles.ProgrammeManager)
            .Allow("referral.refuse", Roles.CentreWorker, Roles.UnitLead, Roles.ProgrammeManager)
            .Allow("referral.finish", Roles.CentreWorker, Roles.UnitLead, Roles.ProgrammeManager)
            .Allow(
                RunRetention.See,
                Roles.UnitLead,
                Roles.ProgrammeManager,
                Roles.SafeguardingOfficer,
                Roles.Administrator,
                Roles.Operator
            )
            .Allow(SetRetentionRule.Kind, Roles.Administrator)
            // Nobody's right: the program itself, once a day or by its verb.
            .Allow(RunRetention.Kind);
}
