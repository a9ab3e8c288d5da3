using System.Text;
using Jisr.Kernel.Data;
using Jisr.Kernel.Text;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Market.Shops;

/// <summary>Makes the code of a shop's address from its name: «مونة أم يزن» becomes <c>mwnt-am-yzn</c> or nicer.</summary>
internal sealed class ShopCodes(JisrDb db)
{
    private const int Longest = 24;

    private static readonly Dictionary<char, string> Letters = new()
    {
        ['ا'] = "a",
        ['ب'] = "b",
        ['ت'] = "t",
        ['ث'] = "th",
        ['ج'] = "j",
        ['ح'] = "h",
        ['خ'] = "kh",
        ['د'] = "d",
        ['ذ'] = "dh",
        ['ر'] = "r",
        ['ز'] = "z",
        ['س'] = "s",
        ['ش'] = "sh",
        ['ص'] = "s",
        ['ض'] = "d",
        ['ط'] = "t",
        ['ظ'] = "z",
        ['ع'] = "a",
        ['غ'] = "gh",
        ['ف'] = "f",
        ['ق'] = "q",
        ['ك'] = "k",
        ['ل'] = "l",
        ['م'] = "m",
        ['ن'] = "n",
    };

    /// <summary>A code in the shape of codes, perhaps taken.</summary>
    public static string Of(string name)
    {
        var words = name.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(WordOf);
        var code = string.Join('-', words.Where(w => w.Length > 0));
        if (code.Length > Longest)
            code = code[..Longest];
        code = code.Trim('-');
        return code.Length switch
        {
            0 => "shop",
            < 3 => code + "-shop",
            _ => code,
        };
    }

    /// <summary>A code made from the name that no shop has.</summary>
    public async Task<string> FreeAsync(string name, CancellationToken ct)
    {
        var code = Of(name);
        var stem = code.Length > Longest - 4 ? code[..(Longest - 4)].Trim('-') : code;
        var taken = (
            await db.Set<Shop>().AsNoTracking().Where(s => s.Code.StartsWith(stem)).Select(s => s.Code).ToListAsync(ct)
        ).ToHashSet(StringComparer.Ordinal);
        for (var n = 2; taken.Contains(code); n++)
            code = FormattableString.Invariant($"{stem}-{n}");
        return code;
    }

    // Long vowels stand between consonants, so و and ي read as letters at the beginning of a word and as vowels in it.
    private static string WordOf(string word)
    {
        // The end of a feminine word is a vowel, which the fold takes for a letter.
        var text = ArabicText.StripInvisible(word);
        var ends = text.EndsWith('ة') || text.EndsWith('ى');
        var folded = ArabicText.Fold(ends ? text[..^1] : text);
        var result = new StringBuilder();
        for (var i = 0; i < folded.Length; i++)
            result.Append(
                folded[i] switch
                {
                    >= 'a' and <= 'z' or >= '0' and <= '9' => folded[i].ToString(),
                    'و' => i == 0 ? "w" : "ou",
                    'ي' => i == 0 ? "y" : "i",
                    'ه' => "h",
                    ' ' => "-",
                    var c => Letters.GetValueOrDefault(c, ""),
                }
            );
        if (ends && result.Length > 0)
            result.Append('a');
        return result.ToString();
    }
}
