using Jisr.Kernel.Commands;
using Jisr.Kernel.Values;

namespace Jisr.Market.Orders;

/// <summary>Ids of the postings of one command (ledger.md §5): its own for the first, names of it for the others.</summary>
internal sealed class PostingIds(CommandScope scope)
{
    private int taken;

    public Guid Next() =>
        ++taken == 1 ? scope.Id.Value : NameUuid.Of(scope.Id.ToString(), FormattableString.Invariant($"{taken}"));
}
