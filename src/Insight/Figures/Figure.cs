using Jisr.Insight.Indicators;
using Jisr.Insight.Periods;
using Jisr.Kernel.Ids;

namespace Jisr.Insight.Figures;

/// <summary>What one question is about: an indicator in a period, for a programme, a country and some units.</summary>
internal sealed record Question(Indicator Indicator, Period Period)
{
    public ProgrammeId? Programme { get; init; }

    /// <summary>Two letters; null for all.</summary>
    public string? Country { get; init; }

    /// <summary>One region or governorate; null for all.</summary>
    public string? Area { get; init; }

    /// <summary>The only units that count; null for all, those that have closed with them.</summary>
    public IReadOnlyList<UnitId>? Units { get; init; }

    /// <summary>For readers outside the units: those who said no to being counted in reports are left out.</summary>
    public bool ForReport { get; init; }

    /// <summary>Only those who are left out of reports: what has to be taken away.</summary>
    public bool OnlyLeftOut { get; init; }
}

/// <summary>How a figure is told apart within its question.</summary>
internal enum Split
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>By region or governorate, as it was on the day.</summary>
    Area,

    /// <summary>By country.</summary>
    Country,

    /// <summary>By the detail: a door, a state, a kind of unit.</summary>
    Detail,
}

/// <summary>One counted cell.</summary>
/// <param name="Key">Area, country or detail; empty for the whole or for what is unknown.</param>
/// <param name="Currency">Currency key of an amount; empty for counts.</param>
/// <param name="Value">People, services, things, or minor units.</param>
/// <param name="People">How many people stand behind it; the value itself where no names were taken.</param>
/// <param name="Facts">How many facts were counted.</param>
internal sealed record Cell(string Key, string Currency, long Value, long People, long Facts);
