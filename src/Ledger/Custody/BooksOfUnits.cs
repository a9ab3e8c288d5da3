using Jisr.Contracts.Ledger;
using Jisr.Contracts.People;
using Jisr.Kernel.Access;
using Jisr.Kernel.Ids;
using Microsoft.Extensions.DependencyInjection;

namespace Jisr.Ledger.Custody;

/// <summary>The book of an organisation: the unit directly below the platform, with all that stands below it. The platform
/// itself keeps the book that independent members share.</summary>
internal sealed class BooksOfUnits(IServiceProvider services, IUnitTree tree)
{
    public async Task<BookId> OfAsync(UnitId unit, CancellationToken ct)
    {
        if (unit == UnitId.Root || services.GetService<IUnitHistory>() is not { } history)
            return BookId.Platform;
        var parents = (await history.OnAsync(tree.Today(UnitId.Root), ct)).ToDictionary(u => u.Id, u => u.ParentId);
        var at = unit;
        while (parents.TryGetValue(at, out var above) && above != UnitId.Root)
            at = above;
        return new BookId(at.Value);
    }
}
