using System.Collections.Frozen;
using System.Globalization;

namespace Jisr.Access.Pins;

/// <summary>S-24: which eight digits are too easy to guess, and why.</summary>
internal static class PinRules
{
    // So many digits of her phone in a row are a part of it and no chance.
    private const int PhonePart = 6;

    // What people choose most: walks over the keys, years side by side, the numbers that everybody knows.
    private static readonly FrozenSet<string> Common = new[]
    {
        "25802580",
        "08520852",
        "14725836",
        "36925814",
        "14789632",
        "78963214",
        "98745632",
        "12369874",
        "15935728",
        "75395146",
        "15975346",
        "74108520",
        "96307410",
        "12589630",
        "14702580",
        "25803690",
        "13579246",
        "24681357",
        "13572468",
        "10203040",
        "11223344",
        "22334455",
        "33445566",
        "44556677",
        "55667788",
        "66778899",
        "00112233",
        "99887766",
        "44332211",
        "12344321",
        "43211234",
        "12345687",
        "12345679",
        "12345670",
        "12345600",
        "01230123",
        "10293847",
        "19283746",
        "18273645",
        "01020304",
        "10101010",
        "12300321",
        "12332112",
        "31415926",
        "27182818",
        "16180339",
        "14142135",
        "11335577",
        "22446688",
        "11221122",
        "12312312",
        "12121313",
        "19901990",
        "20002000",
        "20202020",
        "19801980",
        "19701970",
        "20012001",
        "20102010",
        "13141314",
        "52013140",
        "78945612",
        "45612378",
        "32165498",
        "98732165",
        "74185296",
        "96385274",
        "14785236",
        "36985214",
        "11112222",
        "22221111",
        "00001111",
        "11110000",
        "12341234",
        "43214321",
        "56785678",
        "12121212",
        "69696969",
        "77778888",
        "88889999",
        "00000001",
        "10000000",
        "00000007",
        "20230101",
        "96396300",
        "00963963",
        "96212345",
        "21212121",
        "90909090",
        "99999990",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>PIN_COMMON, PIN_REPEAT, PIN_ROW, PIN_DATE, PIN_PHONE, or null when it may be chosen.</summary>
    public static string? ProblemOf(string pin, IEnumerable<string> phones) =>
        Common.Contains(pin) ? "PIN_COMMON"
        : IsRepeat(pin) ? "PIN_REPEAT"
        : IsRow(pin) ? "PIN_ROW"
        : IsDate(pin) ? "PIN_DATE"
        : phones.Any(p => IsPartOf(pin, p)) ? "PIN_PHONE"
        : null;

    // One digit, or the same two or four again.
    private static bool IsRepeat(string pin)
    {
        foreach (var size in (int[])[1, 2, 4])
            if (Enumerable.Range(size, pin.Length - size).All(i => pin[i] == pin[i - size]))
                return true;
        return pin.Distinct().Count() <= 2;
    }

    // 12345678, 87654321, 13579135: the same step from digit to digit, also over the nine.
    private static bool IsRow(string pin)
    {
        var step = Step(pin[0], pin[1]);
        return Enumerable.Range(1, pin.Length - 1).All(i => Step(pin[i - 1], pin[i]) == step)
            || (IsCounting(pin[..4]) && IsCounting(pin[4..]));
    }

    private static bool IsCounting(string four) =>
        Step(four[0], four[1]) is var step and (1 or 9)
        && Enumerable.Range(1, 3).All(i => Step(four[i - 1], four[i]) == step);

    private static int Step(char from, char to) => (to - from + 10) % 10;

    private static bool IsDate(string pin)
    {
        foreach (var shape in (string[])["ddMMyyyy", "MMddyyyy", "yyyyMMdd", "yyyyddMM"])
            if (
                DateOnly.TryParseExact(pin, shape, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
                && day.Year is >= 1900 and < 2100
            )
                return true;
        return false;
    }

    private static bool IsPartOf(string pin, string phone)
    {
        // As she dials it at home, with a nought in front, and as the world dials it.
        var digits = new string([.. phone.Where(char.IsAsciiDigit)]);
        foreach (
            var shape in (string[])
                [digits, .. Enumerable.Range(1, 3).Where(n => digits.Length > n).Select(n => "0" + digits[n..])]
        )
            for (var i = 0; i + PhonePart <= pin.Length; i++)
                if (shape.Contains(pin.Substring(i, PhonePart), StringComparison.Ordinal))
                    return true;
        return false;
    }
}
