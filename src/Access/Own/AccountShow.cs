using Jisr.Kernel.Access;
using Jisr.Kernel.Ids;
using Jisr.Kernel.Language;
using Jisr.Kernel.Values;
using Microsoft.AspNetCore.Http;

namespace Jisr.Access.Own;

/// <summary>Writes days and times on this module's pages: in her language, with the digits she chose.</summary>
internal sealed class AccountShow(IHttpContextAccessor http, IUnitTree units)
{
    public const string DigitsCookie = "digits";
    public const string SaverCookie = "saver";

    private Show Show
    {
        get
        {
            var country = units.Find(UnitId.Root)?.Country ?? "SY";
            var language = Words.Language;
            var arabic = http.HttpContext?.Request.Cookies[DigitsCookie] switch
            {
                "arabic" => language == "ar",
                "latin" => false,
                _ => Display.DefaultArabicDigits(language, country),
            };
            return new Show(new Display(language, arabic, country));
        }
    }

    public string Date(DateOnly day) => Show.Date(day);

    public string Instant(DateTimeOffset at) => Show.Instant(at, units.Find(UnitId.Root)?.Zone ?? TimeZoneInfo.Utc);

    public string Number(long n) => Show.Number(n);
}
