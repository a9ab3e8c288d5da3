using Jisr.Kernel.Language;
using Jisr.Kernel.Values;
using Microsoft.AspNetCore.Http;

namespace Jisr.Ui.Parts;

/// <summary>How values are written for the one who reads: in her language, with the digits she chose or those of the
/// country.</summary>
public sealed class Shown(IHttpContextAccessor http)
{
    /// <summary>Her choice of digits, kept in the browser.</summary>
    private const string DigitsCookie = "digits";

    public Show In(string country)
    {
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
