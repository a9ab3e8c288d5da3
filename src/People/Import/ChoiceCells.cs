using System.Collections.Frozen;
using Jisr.Kernel.Text;

namespace Jisr.People.Import;

/// <summary>Cells that hold a choice: our code, or the words that people write for it in the three languages. What is
/// understood by nobody stays as it was typed, so that the command names it.</summary>
internal static class ChoiceCells
{
    private static readonly char[] Between = [',', ';', '|', '/', '\n', '\u060C', '\u061B', '\u00B7', '\u2022'];

    // Washington Group Short Set: 1 no difficulty, 2 some, 3 a lot, 4 cannot at all, 7 refused.
    private static readonly FrozenDictionary<string, string> Answers = Written(
        (
            "1",
            [
                "no difficulty",
                "No, no difficulty",
                "none",
                "لا صعوبة",
                "لا، لا صعوبة",
                "لا توجد صعوبة",
                "aucune",
                "aucune difficulté",
                "Non, aucune difficulté",
                "Non, pas de difficulté",
            ]
        ),
        (
            "2",
            [
                "some",
                "some difficulty",
                "Yes, some difficulty",
                "بعض الصعوبة",
                "نعم، بعض الصعوبة",
                "quelques difficultés",
                "Oui, quelques difficultés",
            ]
        ),
        (
            "3",
            [
                "a lot",
                "a lot of difficulty",
                "Yes, a lot of difficulty",
                "صعوبة كبيرة",
                "نعم، صعوبة كبيرة",
                "beaucoup de difficultés",
                "Oui, beaucoup de difficultés",
            ]
        ),
        (
            "4",
            [
                "cannot",
                "cannot do at all",
                "لا تستطيع إطلاقاً",
                "لا أستطيع إطلاقاً",
                "ne peut pas du tout",
                "Je ne peux pas du tout",
            ]
        ),
        (
            "7",
            [
                "refused",
                "no answer",
                "She does not answer",
                "رفضت",
                "رفضت الإجابة",
                "لا تجيب",
                "لا جواب منها",
                "لا أريد أن أقول",
                "refus",
                "a refusé",
                "pas de réponse",
                "Pas de réponse de sa part",
            ]
        ),
        (
            NotAsked,
            [
                "not asked",
                "Not asked yet",
                "لم تُسأل",
                "لم تسأل",
                "لم تُسأل بعد",
                "لم يُسأل بعد",
                "non demandé",
                "pas demandé",
                "Pas encore demandé",
            ]
        )
    );

    private static readonly FrozenDictionary<string, string> Consents = Written(
        ("given", ["yes", "y", "true", "1", "نعم", "موافقة", "أوافق", "oui", "donné", "accepte"]),
        ("refused", ["no", "n", "false", "0", "لا", "رفضت", "non", "refusé", "refus"])
    );

    private static readonly FrozenDictionary<string, string> Choices = Written(
        // What she wants.
        ("training", ["Training", "تدريب", "Formation"]),
        ("advice", ["Advice", "مشورة", "استشارة", "Conseil"]),
        ("grant", ["A grant", "منحة", "Une subvention", "Subvention"]),
        ("tools", ["Tools and machines", "أدوات وآلات", "أدوات", "Outils et machines", "Outils"]),
        ("materials", ["Raw materials", "مواد خام", "Matières premières"]),
        ("work", ["Paid work", "عمل بأجر", "عمل", "Un travail payé", "Travail", "Emploi"]),
        ("selling", ["Help with selling", "مساعدة في البيع", "تسويق", "De l’aide pour vendre", "Vente"]),
        ("else", ["Something else", "غير ذلك", "Autre chose"]),
        // What she makes.
        ("food", ["Food and preserves", "طعام ومؤونة", "طعام", "Alimentation et conserves", "Alimentation"]),
        ("sewing", ["خياطة", "Couture"]),
        ("embroidery", ["تطريز", "Broderie"]),
        ("carpets", ["Carpets and weaving", "سجاد ونسيج", "سجاد", "Tapis et tissage", "Tapis"]),
        ("soap", ["Soap and cosmetics", "صابون ومستحضرات", "صابون", "Savon et cosmétiques", "Savon"]),
        ("pottery", ["فخار", "Poterie"]),
        ("leather", ["جلود", "Cuir"]),
        ("jewellery", ["حُليّ", "حلي", "Bijoux", "jewelry"]),
        ("farming", ["Farming and animals", "زراعة وتربية حيوانات", "زراعة", "Agriculture et élevage", "Agriculture"]),
        ("services", ["خدمات"]),
        ("other", ["Other work", "عمل آخر", "Autre travail"])
    );

    private const string NotAsked = "";

    /// <summary>Several choices in one cell, parted by a comma, semicolon, bar, slash or line, in the order of
    /// <paramref name="known"/>; null for none.</summary>
    public static IReadOnlyList<string>? Many(string cell, IReadOnlyList<string> known)
    {
        var read = cell.Split(Between, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(text => Code(text, known))
            .Distinct(StringComparer.Ordinal)
            .ToList();
        return read.Count == 0 ? null : [.. known.Where(read.Contains), .. read.Except(known, StringComparer.Ordinal)];
    }

    /// <summary>The code of an answer to one of the six questions; null where she was not asked.</summary>
    public static string? Answer(string cell)
    {
        var folded = ArabicText.Fold(cell);
        return folded.Length == 0 ? null
            : Answers.GetValueOrDefault(folded, folded) is { Length: > 0 } code ? code
            : null;
    }

    /// <summary>given, refused, or what was typed.</summary>
    public static string Consent(string cell) => Consents.GetValueOrDefault(ArabicText.Fold(cell), cell.Trim());

    private static string Code(string text, IReadOnlyList<string> known)
    {
        var code = Choices.GetValueOrDefault(ArabicText.Fold(text), text);
        // One word may stand in both lists ("other"): it is taken in the list that is asked.
        return known.Contains(code) ? code : text;
    }

    private static FrozenDictionary<string, string> Written(params (string Code, string[] Words)[] all) =>
        all.SelectMany(a => a.Words.Append(a.Code), (a, word) => (Folded: ArabicText.Fold(word), a.Code))
            .Where(a => a.Folded.Length > 0)
            .DistinctBy(a => a.Folded, StringComparer.Ordinal)
            .ToFrozenDictionary(a => a.Folded, a => a.Code, StringComparer.Ordinal);
}
