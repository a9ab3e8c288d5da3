using Jisr.Kernel.Access;
using Jisr.People.Parties;

namespace Jisr.People;

/// <summary>Who may register, see and change people (doors.md §7).</summary>
internal static class PeopleRights
{
    public static Permissions AllowPeople(this Permissions permissions) =>
        permissions
            // Anyone: a woman who registers herself. With a unit it is a worker's right at that unit.
            .Allow("party.register", Roles.CentreWorker, Roles.UnitLead, Roles.ProgrammeManager, Roles.Anyone)
            .Allow("registration.refuse", Roles.CentreWorker, Roles.UnitLead, Roles.ProgrammeManager, Roles.Anyone)
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
            .Allow("party.settle-conflict", Roles.CentreWorker, Roles.UnitLead, Roles.ProgrammeManager)
            .Allow("consent.give", Roles.CentreWorker, Roles.UnitLead, Roles.ProgrammeManager, Roles.Member)
            .Allow("consent.withdraw", Roles.CentreWorker, Roles.UnitLead, Roles.ProgrammeManager, Roles.Member)
            .Allow("membership.apply", Roles.CentreWorker, Roles.UnitLead, Roles.ProgrammeManager, Roles.Member)
            .Allow("membership.change", Roles.CentreWorker, Roles.UnitLead, Roles.ProgrammeManager, Roles.Member)
            .Allow("match.decide", Roles.CentreWorker, Roles.UnitLead, Roles.ProgrammeManager)
            .Allow("match.undo", Roles.CentreWorker, Roles.UnitLead, Roles.ProgrammeManager)
            .Allow("match.answer", Roles.Member)
            // Full runs and models: an operator's verbs, through no other door.
            .Allow("match.keep")
            .Allow("match.take");
}
