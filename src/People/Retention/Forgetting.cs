using Jisr.Contracts.Market;
using Jisr.Contracts.People;
using Jisr.Kernel.Data;
using Jisr.Kernel.Ids;
using Microsoft.Extensions.DependencyInjection;

namespace Jisr.People.Retention;

/// <summary>Makes a record nameless in the whole house, and says whom that must not happen to.</summary>
internal sealed class Forgetting(JisrDb db, IServiceProvider services, IEnumerable<IForgetPerson> others)
{
    /// <summary>Here and in every module; inside the transaction of the caller.</summary>
    public async Task ForgetAsync(PartyId record, DateTimeOffset now, CancellationToken ct)
    {
        await Anonymise.PersonAsync(db, record, ct);
        foreach (var other in others)
            await other.ForgetAsync(record, now, ct);
    }

    /// <summary>True where one of these records has a shop.</summary>
    public async Task<bool> SellsAsync(IEnumerable<PartyId> records, CancellationToken ct)
    {
        if (services.GetService<IMemberShops>() is { } shops)
            foreach (var record in records)
                if (await shops.ShopOfAsync(record, ct) is not null)
                    return true;
        return false;
    }
}
