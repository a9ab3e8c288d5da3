using Jisr.Contracts.People;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Values;

namespace Jisr.People.Registration;

/// <summary>What a registration means once its texts are read.</summary>
internal sealed record Registered
{
    public required string FullName { get; init; }
    public required string Sex { get; init; }
    public KnownDate? Birth { get; init; }
    public int? DeclaredAge { get; init; }

    /// <summary>E.164.</summary>
    public IReadOnlyList<string> Phones { get; init; } = [];
    public IReadOnlyList<string> WhatsApps { get; init; } = [];
    public string? Email { get; init; }
    public required string PhoneSafety { get; init; }

    /// <summary>How many live with her, and how many of them are children; what she did not say is not there.</summary>
    public int? HouseholdSize { get; init; }
    public int? HouseholdChildren { get; init; }
    public Paper? Paper { get; init; }
    public PlaceInfo? Place { get; init; }
    public string? Displacement { get; init; }
    public PlaceInfo? Origin { get; init; }

    /// <summary>Local day of the unit, or the day the file says.</summary>
    public required DateOnly On { get; init; }

    /// <summary>What was accepted and still needs a look.</summary>
    public IReadOnlyList<Problem> Notes { get; init; } = [];
}
