using Jisr.Insight.Facts;
using Jisr.Insight.Indicators;
using Jisr.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Insight.Figures;

/// <summary>Counts an indicator when it is asked (insight.md §8): people from the facts, what adds up from the sums of
/// days. Screens, files, the API and the verb all ask here, so they agree cell by cell.</summary>
internal sealed class CountFigures(JisrDb db)
{
    /// <summary>The cells of a question; a part without facts has none. <paramref name="withPeople"/> asks how many
    /// people stand behind each, for the small-cell rule.</summary>
    public async Task<IReadOnlyList<Cell>> AskAsync(
        Question question,
        Split split,
        bool withPeople,
        CancellationToken ct
    )
    {
        var cells = await AllAsync(question, split, withPeople, ct);
        // Every fact is of one person or of nobody, and each person is left out whole: what is left is the difference.
        if (question.ForReport && await db.Set<LeftOut>().AnyAsync(ct))
            cells = Less(cells, await AllAsync(question with { OnlyLeftOut = true }, split, withPeople, ct));
        return [.. cells.OrderBy(c => c.Key, StringComparer.Ordinal).ThenBy(c => c.Currency, StringComparer.Ordinal)];
    }

    /// <summary>How many people of a question said no to being counted in reports; null where none did, or so few that the
    /// number itself may not be shown (insight.md IN32).</summary>
    public async Task<long?> LeftOutAsync(Question question, int threshold, CancellationToken ct)
    {
        var left = await Facts(question with { OnlyLeftOut = true }, question.Indicator.Kind)
            .Select(f => f.CanonicalPartyId)
            .Distinct()
            .LongCountAsync(ct);
        return left == 0 || left < threshold ? null : left;
    }

    /// <summary>What was recorded on each day.</summary>
    public async Task<IReadOnlyList<(DateOnly On, long Value)>> DaysAsync(Question question, CancellationToken ct)
    {
        var days = await Sums(question, question.Indicator.Kind)
            .GroupBy(s => s.On)
            .Select(g => new { On = g.Key, Value = g.Sum(s => s.Quantity) })
            .ToDictionaryAsync(d => d.On, d => d.Value, ct);
        if (question.ForReport)
            foreach (
                var left in await Facts(question with { OnlyLeftOut = true }, question.Indicator.Kind)
                    .GroupBy(f => f.On)
                    .Select(g => new { On = g.Key, Value = g.Sum(f => f.Lowers ? -(long)f.Quantity : f.Quantity) })
                    .ToListAsync(ct)
            )
                days[left.On] = days.GetValueOrDefault(left.On) - left.Value;
        return [.. days.Select(d => (d.Key, d.Value))];
    }

    private static IReadOnlyList<Cell> Less(IReadOnlyList<Cell> all, IReadOnlyList<Cell> left)
    {
        var away = left.ToDictionary(c => (c.Key, c.Currency));
        return
        [
            .. all.Select(c =>
                    away.TryGetValue((c.Key, c.Currency), out var l)
                        ? c with
                        {
                            Value = c.Value - l.Value,
                            People = Math.Max(0, c.People - l.People),
                            Facts = c.Facts - l.Facts,
                        }
                        : c
                )
                .Where(c => c.Facts > 0),
        ];
    }

    private async Task<IReadOnlyList<Cell>> AllAsync(
        Question question,
        Split split,
        bool withPeople,
        CancellationToken ct
    )
    {
        var cells = question.Indicator switch
        {
            { Measure: Measure.People } => await PeopleAsync(question, split, ct),
            { TimeRule: TimeRule.AsAt, EndKind: null, AboutPeople: true } => await LatestAsync(question, split, ct),
            { EndKind: { } end } => await OpenAsync(question, end, split, ct),
            _ => await SumsAsync(question, question.Indicator.Kind, split, ct),
        };
        if (
            withPeople
            && question.Indicator is { AboutPeople: true, Measure: not Measure.People, TimeRule: TimeRule.During }
        )
            cells = await BehindAsync(question, split, cells, ct);
        return cells;
    }

    private async Task<List<Cell>> PeopleAsync(Question question, Split split, CancellationToken ct)
    {
        var facts = Facts(question, question.Indicator.Kind).Where(f => !f.Lowers && f.CanonicalPartyId != null);
        if (question.Indicator.TimeRule == TimeRule.FirstIn)
            facts = First(question, facts);
        var rows = await Keyed(facts, split)
            .Select(g => new
            {
                g.Key,
                Facts = g.LongCount(),
                People = g.Select(f => f.CanonicalPartyId).Distinct().LongCount(),
            })
            .ToListAsync(ct);
        return [.. rows.Select(r => new Cell(r.Key, "", r.People, r.People, r.Facts))];
    }

    /// <summary>Those who have no earlier fact of the same kind: each is counted once, where she came first.</summary>
    private IQueryable<Fact> First(Question question, IQueryable<Fact> facts)
    {
        var kind = question.Indicator.Kind;
        var all = db.Set<Fact>().Where(e => e.Kind == kind && e.Counts && !e.Lowers);
        if (question.Programme is { } programme)
            all = all.Where(e => e.ProgrammeId == programme);
        return facts.Where(f =>
            !all.Any(e => e.CanonicalPartyId == f.CanonicalPartyId && (e.On < f.On || (e.On == f.On && e.Id < f.Id)))
        );
    }

    /// <summary>The newest state of each person in each programme.</summary>
    private async Task<List<Cell>> LatestAsync(Question question, Split split, CancellationToken ct)
    {
        var kind = question.Indicator.Kind;
        var to = question.Period.To;
        var latest = Facts(question, kind)
            .Where(f =>
                !db.Set<Fact>()
                    .Any(e =>
                        e.Kind == kind
                        && e.Counts
                        && e.CanonicalPartyId == f.CanonicalPartyId
                        && e.ProgrammeId == f.ProgrammeId
                        && e.On <= to
                        && (e.On > f.On || (e.On == f.On && e.Id > f.Id))
                    )
            );
        var rows = await Keyed(latest, split)
            .Select(g => new
            {
                g.Key,
                Facts = g.LongCount(),
                People = g.Select(f => f.CanonicalPartyId).Distinct().LongCount(),
            })
            .ToListAsync(ct);
        return [.. rows.Select(r => new Cell(r.Key, "", r.Facts, r.People, r.Facts))];
    }

    /// <summary>What has begun less what has ended, by the last day.</summary>
    private async Task<List<Cell>> OpenAsync(Question question, string end, Split split, CancellationToken ct)
    {
        var begun = await SumsAsync(question, question.Indicator.Kind, split, ct);
        var ended = (await SumsAsync(question, end, split, ct)).ToDictionary(c => c.Key, StringComparer.Ordinal);
        return
        [
            .. begun.Select(b =>
                ended.TryGetValue(b.Key, out var e)
                    ? b with
                    {
                        Value = b.Value - e.Value,
                        People = Math.Max(0, b.Value - e.Value),
                        Facts = b.Facts + e.Facts,
                    }
                    : b
            ),
        ];
    }

    private async Task<List<Cell>> SumsAsync(Question question, string kind, Split split, CancellationToken ct)
    {
        // Sums of days know no people: of some only, the facts are added up.
        var rows = question.OnlyLeftOut
            ? await AddedAsync(Facts(question, kind), split, ct)
            : await AddedAsync(Sums(question, kind), split, ct);
        if (question.Indicator.Measure == Measure.Money)
            return
            [
                .. rows.Where(r => r.Currency.Length > 0 && r.Facts > 0)
                    .Select(r => new Cell(r.Key, r.Currency, r.Amount, r.Facts, r.Facts)),
            ];
        // Counts of things that have a price too: one line, whatever they were paid in.
        return
        [
            .. rows.GroupBy(r => r.Key, StringComparer.Ordinal)
                .Select(g => (g.Key, Quantity: g.Sum(r => r.Quantity), Facts: g.Sum(r => r.Facts)))
                .Where(r => r.Facts > 0)
                .Select(r => new Cell(r.Key, "", r.Quantity, Math.Max(0, r.Quantity), r.Facts)),
        ];
    }

    private static async Task<List<Added>> AddedAsync(IQueryable<DaySum> sums, Split split, CancellationToken ct)
    {
        var keyed = split switch
        {
            Split.None => sums.GroupBy(s => new { Key = "", s.Currency }),
            Split.Area => sums.GroupBy(s => new { Key = s.Area, s.Currency }),
            Split.Country => sums.GroupBy(s => new { Key = s.Area.Substring(0, 2), s.Currency }),
            _ => sums.GroupBy(s => new { Key = s.Detail, s.Currency }),
        };
        return await keyed
            .Select(g => new Added(
                g.Key.Key,
                g.Key.Currency,
                g.Sum(s => (long)s.Facts),
                g.Sum(s => s.Quantity),
                g.Sum(s => s.AmountMinor)
            ))
            .ToListAsync(ct);
    }

    private static async Task<List<Added>> AddedAsync(IQueryable<Fact> facts, Split split, CancellationToken ct)
    {
        var keyed = split switch
        {
            Split.None => facts.GroupBy(f => new { Key = "", f.Currency }),
            Split.Area => facts.GroupBy(f => new { Key = f.Area, f.Currency }),
            Split.Country => facts.GroupBy(f => new { Key = f.Area.Substring(0, 2), f.Currency }),
            _ => facts.GroupBy(f => new { Key = f.Detail, f.Currency }),
        };
        return await keyed
            .Select(g => new Added(
                g.Key.Key,
                g.Key.Currency,
                g.LongCount(),
                g.Sum(f => f.Lowers ? -(long)f.Quantity : f.Quantity),
                g.Sum(f => (f.AmountMinor ?? 0) * (f.Lowers ? -1 : 1))
            ))
            .ToListAsync(ct);
    }

    private sealed record Added(string Key, string Currency, long Facts, long Quantity, long Amount);

    /// <summary>How many people stand behind the sums. Where no names were taken the count itself is guarded.</summary>
    private async Task<List<Cell>> BehindAsync(
        Question question,
        Split split,
        IReadOnlyList<Cell> cells,
        CancellationToken ct
    )
    {
        var money = question.Indicator.Measure == Measure.Money;
        var facts = Facts(question, question.Indicator.Kind);
        var keyed = split switch
        {
            Split.None => facts.GroupBy(f => new { Key = "", Currency = money ? f.Currency : "" }),
            Split.Area => facts.GroupBy(f => new { Key = f.Area, Currency = money ? f.Currency : "" }),
            Split.Country => facts.GroupBy(f => new
            {
                Key = f.Area.Substring(0, 2),
                Currency = money ? f.Currency : "",
            }),
            _ => facts.GroupBy(f => new { Key = f.Detail, Currency = money ? f.Currency : "" }),
        };
        var rows = await keyed
            .Select(g => new
            {
                g.Key.Key,
                g.Key.Currency,
                Named = g.LongCount(f => f.CanonicalPartyId != null),
                People = g.Select(f => f.CanonicalPartyId).Distinct().LongCount(),
            })
            .ToDictionaryAsync(r => (r.Key, r.Currency), ct);
        return
        [
            .. cells.Select(c =>
                rows.TryGetValue((c.Key, c.Currency), out var r) && r.Named > 0 ? c with { People = r.People } : c
            ),
        ];
    }

    private IQueryable<Fact> Facts(Question question, string kind)
    {
        var facts = db.Set<Fact>().AsNoTracking().Where(f => f.Kind == kind && f.Counts);
        var (from, to) = (question.Period.From, question.Period.To);
        facts =
            question.Indicator.TimeRule == TimeRule.AsAt
                ? facts.Where(f => f.On <= to)
                : facts.Where(f => f.On >= from && f.On <= to);
        if (question.Indicator.DetailList is { Count: > 0 } details)
            facts = facts.Where(f => details.Contains(f.Detail));
        if (question.Indicator.Sex is { Length: > 0 } sex)
            facts = facts.Where(f => f.Sex == sex);
        if (question.Programme is { } programme)
            facts = facts.Where(f => f.ProgrammeId == programme);
        if (question.Area is { } area)
            facts = facts.Where(f => f.Area == area);
        else if (question.Country is { } country)
            facts = facts.Where(f => f.Area.StartsWith(country));
        if (question.Units is { } units)
            facts = facts.Where(f => f.UnitId != null && units.Contains(f.UnitId.Value));
        if (question.OnlyLeftOut)
        {
            // One no of hers is enough, on whichever of the records that are counted as one.
            var left = db.Set<LeftOut>()
                .Select(l => l.PartyId)
                .Union(
                    from l in db.Set<LeftOut>()
                    join c in db.Set<CountedAs>() on l.PartyId equals c.PartyId
                    select c.Root
                );
            facts = facts.Where(f => f.CanonicalPartyId != null && left.Contains(f.CanonicalPartyId.Value));
        }
        return facts;
    }

    /// <summary>The sums of days of a question.</summary>
    public IQueryable<DaySum> Sums(Question question, string kind)
    {
        var sums = db.Set<DaySum>().AsNoTracking().Where(s => s.Kind == kind);
        var (from, to) = (question.Period.From, question.Period.To);
        sums =
            question.Indicator.TimeRule == TimeRule.AsAt
                ? sums.Where(s => s.On <= to)
                : sums.Where(s => s.On >= from && s.On <= to);
        if (question.Indicator.DetailList is { Count: > 0 } details)
            sums = sums.Where(s => details.Contains(s.Detail));
        if (question.Programme is { } programme)
            sums = sums.Where(s => s.ProgrammeId == programme.Value);
        if (question.Area is { } area)
            sums = sums.Where(s => s.Area == area);
        else if (question.Country is { } country)
            sums = sums.Where(s => s.Area.StartsWith(country));
        if (question.Units is { } units)
        {
            Guid[] ids = [.. units.Select(u => u.Value)];
            sums = sums.Where(s => ids.Contains(s.UnitId));
        }
        return sums;
    }

    private static IQueryable<IGrouping<string, Fact>> Keyed(IQueryable<Fact> facts, Split split) =>
        split switch
        {
            Split.None => facts.GroupBy(f => ""),
            Split.Area => facts.GroupBy(f => f.Area),
            Split.Country => facts.GroupBy(f => f.Area.Substring(0, 2)),
            _ => facts.GroupBy(f => f.Detail),
        };
}
