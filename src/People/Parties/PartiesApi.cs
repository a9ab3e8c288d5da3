using System.Globalization;
using Jisr.Kernel.Access;
using Jisr.Kernel.Audit;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Doors;
using Jisr.Kernel.Ids;
using Jisr.People.Consents;
using Jisr.People.Matching;
using Jisr.People.Registration;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jisr.People.Parties;

/// <summary>A person as the API shows her: only the fields that the reader may see are there.</summary>
internal sealed record PartyJson
{
    public required PartyId Id { get; init; }
    public required string Number { get; init; }
    public required string Name { get; init; }

    /// <summary>"1989-03-01", "1989", "~1989" for about.</summary>
    public string? Birth { get; init; }
    public string? PlaceCode { get; init; }
    public required UnitId UnitId { get; init; }
    public required string RegisteredOn { get; init; }
    public required string Door { get; init; }
    public required bool Confirmed { get; init; }

    /// <summary>Versions of field groups, for <c>party.change</c>.</summary>
    public IReadOnlyDictionary<string, int>? Versions { get; init; }
    public string? Displacement { get; init; }

    /// <summary>yes, no or unknown, by her newest answers to the six questions.</summary>
    public string? Disability { get; init; }
    public IReadOnlyList<string>? Makes { get; init; }
    public IReadOnlyList<string>? Wants { get; init; }
    public IReadOnlyDictionary<string, string>? Consents { get; init; }

    /// <summary>E.164; only with <c>?reveal=contact</c> and the right to it, and logged as a reveal.</summary>
    public string? Phone { get; init; }
}

/// <summary>A page of people and the cursor of the next.</summary>
internal sealed record PartyPage(IReadOnlyList<PartyJson> Items, string? Next);

/// <summary>Parties over the API: the same command, the same rights, the same read log.</summary>
internal static class PartiesApi
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapCommand<RegisterPerson>("/parties").WithSummary("Register a woman at a unit");
        api.MapCommand<ChangePerson>("/parties/{partyId:guid}/changes", "BASE_UNKNOWN")
            .WithSummary("Change fields of one group; 409 carries both values");
        api.MapCommand<GiveConsent>("/parties/{partyId:guid}/consents").WithSummary("She says yes to a purpose");
        api.MapCommand<WithdrawConsent>("/parties/{partyId:guid}/withdrawals").WithSummary("She takes a yes back");
        api.MapCommand<DecideMatch>("/matches/{matchId:guid}/decisions").WithSummary("Decide a possible match");
        api.MapGet("/parties", ListAsync)
            .RequireAuthorization(new PermissionAttribute(PersonRights.Search))
            .WithSummary("People of the reader's own units, newest first, paged by cursor; logged")
            .Produces<PartyPage>();
        api.MapGet("/parties/{id:guid}", OneAsync)
            .RequireAuthorization(new PermissionAttribute(PersonRights.See))
            .WithSummary("One person, with the fields that the reader may see; logged")
            .Produces<PartyJson>()
            .ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<IResult> ListAsync(
        PeopleQuery people,
        Seen log,
        string? cursor,
        string? unit,
        int? size,
        CancellationToken ct
    )
    {
        var filter = PeopleAddress.Read(unit, null, "new", null, null, cursor);
        var (rows, next) = await people.ListAsync(filter, Math.Clamp(size ?? PeopleQuery.PageSize, 1, 50), ct);
        await log.ListAsync(rows, PersonRights.Search, ct);
        return Results.Json(
            new PartyPage(
                [
                    .. rows.Select(r => new PartyJson
                    {
                        Id = r.Id,
                        Number = r.Number,
                        Name = r.Name,
                        Birth = r.Birth.Length == 0 ? null : r.Birth,
                        PlaceCode = r.Place,
                        UnitId = r.Unit,
                        RegisteredOn = Day(r.On),
                        Door = r.Door,
                        Confirmed = r.Confirmed,
                    }),
                ],
                next?.ToString()
            ),
            CanonicalJson.Options
        );
    }

    private static async Task<IResult> OneAsync(
        Guid id,
        string? reveal,
        PersonDoor doors,
        PersonFiles files,
        CancellationToken ct
    )
    {
        var party = new PartyId(id);
        var contact = reveal == "contact";
        if (
            await doors.OpenAsync(
                party,
                contact ? ReadAction.Reveal : ReadAction.View,
                contact ? "name,birth,place,contact" : "name,birth,place",
                ct,
                contact ? PersonRights.Contact : PersonRights.See
            )
            is null
        )
            return Results.Problem(statusCode: StatusCodes.Status404NotFound, title: "Not found");
        var file = await files.ReadAsync(party, withContact: contact, withPapers: false, ct);
        return Results.Json(
            new PartyJson
            {
                Id = party,
                Number = file.Number,
                Name = file.Person.FullName,
                Birth = Or(file.Of("birthDate")),
                PlaceCode = Or(file.Of("place")),
                UnitId = file.Home,
                RegisteredOn = Day(file.Person.RegisteredOn),
                Door = file.Person.Door,
                Confirmed = file.Person.ConfirmedAt is not null,
                Versions = FieldGroups.Fields.Keys.ToDictionary(g => g, file.VersionOf, StringComparer.Ordinal),
                Displacement = Or(file.Of("displacement")),
                Disability = file.Disability,
                Makes = file.Of("makes").Split(',', StringSplitOptions.RemoveEmptyEntries),
                Wants = file.Of("wants").Split(',', StringSplitOptions.RemoveEmptyEntries),
                Consents = file.Consents.ToDictionary(c => c.Key, c => c.Value.Answer, StringComparer.Ordinal),
                Phone = contact ? Or(file.Of("phone")) : null,
            },
            CanonicalJson.Options
        );
    }

    private static string? Or(string text) => text.Length == 0 ? null : text;

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
