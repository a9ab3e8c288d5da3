using Jisr.Contracts.People;

namespace Jisr.Market.Front;

/// <summary>Places as strangers may know them: district and governorate, never finer.</summary>
internal sealed class Districts(IPlaces? places = null)
{
    /// <summary>«كلميم، كلميم-واد نون»; the code where it is unknown.</summary>
    public string Name(string code, string language)
    {
        if (places?.Find(code) is not { } place)
            return code;
        var (district, region) = (places.Ancestor(code, 2) ?? place, places.Ancestor(code, 1));
        var comma = language == "ar" ? "، " : ", ";
        return region is null || region.Code == district.Code || region.Name(language) == district.Name(language)
            ? district.Name(language)
            : district.Name(language) + comma + region.Name(language);
    }

    /// <summary>The district alone.</summary>
    public string Short(string code, string language) =>
        (places?.Ancestor(code, 2) ?? places?.Find(code))?.Name(language) ?? code;

    public PlaceInfo? Find(string code) => places?.Find(code);

    /// <summary>The governorate or region around a place.</summary>
    public PlaceInfo? Region(string code) => places?.Ancestor(code, 1);

    /// <summary>The district of a place, or the place itself where it stands above.</summary>
    public PlaceInfo? District(string code) => places?.Ancestor(code, 2) ?? places?.Find(code);
}
