namespace Jisr.Kernel.Data;

/// <summary>True while nothing may be written: a copy was put back whose books do not hold (ledger.md §12). Asked by the
/// one road of commands; reading goes on.</summary>
public sealed class ReadOnlySite
{
    public bool IsOn { get; private set; }

    public void TurnOn() => IsOn = true;
}
