using Jisr.Contracts.People;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Sealing;
using Jisr.Kernel.Text;
using Jisr.Kernel.Values;

namespace Jisr.Market.Shops;

/// <summary>What opening and changing a shop check alike.</summary>
internal sealed class ShopRules(IPlaces? places = null)
{
    private const string Table = "market_shop";

    public void CheckCode(string? code, Problems problems)
    {
        if (string.IsNullOrWhiteSpace(code))
            problems.Add("code", "REQUIRED");
        else if (
            code.Length is < 3 or > 24
            || !code.All(c => c is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '-')
            || code[0] == '-'
            || code[^1] == '-'
        )
            problems.Add("code", "SHOP_CODE_SHAPE");
    }

    public void CheckFace(string name, string? about, string placeCode, string country, Problems problems)
    {
        problems.Text("name", name, Shop.MostName);
        problems.Text("about", about, Shop.MostAbout, required: false);
        problems.Text("placeCode", placeCode, 40);
        if (!string.IsNullOrEmpty(placeCode) && places is not null && places.Find(placeCode)?.Country != country)
            problems.Add("placeCode", "PLACE_UNKNOWN");
    }

    public void CheckContact(ContactChoice choice, string? phone, string country, Problems problems)
    {
        if (choice == ContactChoice.Own && !PhoneBinder.Read(phone, country).IsValue)
            problems.Add("phone", "PHONE_INVALID");
    }

    public void CheckPlaces(IReadOnlyList<string>? points, IReadOnlyList<string>? districts, Problems problems)
    {
        if (
            points is { Count: > 5 }
            || points?.Any(p => p is null || p.Length > 150 || p.Contains('\n', StringComparison.Ordinal)) == true
        )
            problems.Add("pickUpPoints", "PICK_UP_POINTS");
        if (places is not null && districts?.Any(d => d is null || places.Find(d) is null) == true)
            problems.Add("districtsServed", "PLACE_UNKNOWN");
        else if (districts?.Sum(d => d.Length + 1) > 1000)
            problems.Add(
                "districtsServed",
                "TOO_LONG",
                ("max", 1000),
                ("over", districts.Sum(d => d.Length + 1) - 1000)
            );
    }

    /// <summary>Her number is kept only where she chose to show it.</summary>
    public byte[]? SealPhone(Sealer sealer, ShopId id, ContactChoice choice, string? phone, string country) =>
        choice == ContactChoice.Own && PhoneBinder.Read(phone, country) is { IsValue: true, Value: { } number }
            ? sealer.Seal(number, Table, "phone_sealed", id.Value)
            : null;

    /// <summary>The number she shows, or null.</summary>
    public static string? PhoneOf(Sealer sealer, Shop shop) =>
        shop is { Contact: ContactChoice.Own, PhoneSealed: { } bytes } ? OpenPhone(sealer, shop.Id, bytes) : null;

    public static string OpenPhone(Sealer sealer, ShopId id, byte[] bytes) =>
        sealer.Open(bytes, Table, "phone_sealed", id.Value);

    /// <summary>Text without control and direction signs; null when nothing is left.</summary>
    public static string? Clean(string? text)
    {
        if (text is null)
            return null;
        var clean = new string([.. ArabicText.StripInvisible(text).Where(c => !char.IsControl(c) || c == '\n')]).Trim();
        return clean.Length == 0 ? null : clean.Normalize(System.Text.NormalizationForm.FormC);
    }
}
