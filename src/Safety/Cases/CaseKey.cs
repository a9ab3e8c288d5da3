using Jisr.Kernel.Ids;
using Jisr.Kernel.Sealing;

namespace Jisr.Safety.Cases;

/// <summary>What seals the compartment, and how it is found.</summary>
internal sealed class CaseKey(ClassKeys keys)
{
    internal const string Name = "cases";

    public async Task<byte[]> IndexOfAsync(PartyId party, CancellationToken ct) =>
        (await keys.OfAsync(Name, ct)).Index("party", party.ToString());

    public async Task<byte[]> SealPartyAsync(PartyId party, Guid row, CancellationToken ct) =>
        (await keys.OfAsync(Name, ct)).Seal(party.ToString(), ConfidentialCase.Table, "party_sealed", row);

    public async Task<byte[]> SealCodesAsync(IEnumerable<string> codes, Guid row, CancellationToken ct) =>
        (await keys.OfAsync(Name, ct)).Seal(
            string.Join(',', codes.Order(StringComparer.Ordinal)),
            ConfidentialCase.Table,
            "codes_sealed",
            row
        );

    public async Task<PartyId> PartyOfAsync(ConfidentialCase row, CancellationToken ct) =>
        new(
            Guid.Parse(
                (await keys.OfAsync(Name, ct)).Open(row.PartySealed, ConfidentialCase.Table, "party_sealed", row.Id)
            )
        );

    public async Task<IReadOnlyList<string>> CodesOfAsync(ConfidentialCase row, CancellationToken ct) =>
        (await keys.OfAsync(Name, ct))
            .Open(row.CodesSealed, ConfidentialCase.Table, "codes_sealed", row.Id)
            .Split(',', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>A part of every command about a file that cannot be guessed: the receipt keeps a hash of the command, and
    /// without this somebody could try every woman's number until the hash fits.</summary>
    public async Task<string> BlindAsync(CommandId id, CancellationToken ct) =>
        Convert.ToHexStringLower((await keys.OfAsync(Name, ct)).Index("blind", id.ToString()));
}
