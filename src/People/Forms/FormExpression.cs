using System.Text.RegularExpressions;

namespace Jisr.People.Forms;

/// <summary>What an expression may ask about one form that came.</summary>
/// <param name="Of">The answer to a question by its name; empty where there is none.</param>
/// <param name="Own">The answer that is checked: the dot.</param>
/// <param name="Today">Local day of the unit.</param>
internal sealed record FormContext(Func<string, string> Of, string Own, DateOnly Today);

/// <summary>An expression of <c>relevant</c>, <c>constraint</c> or <c>required</c>: the part of XPath that forms use.
/// Known are or, and, = != &lt; &lt;= &gt; &gt;=, + - * div mod, brackets, texts, numbers, the dot, ${name}, and
/// <see cref="FormFunctions.Names"/>. Anything else is said before import and is not checked here.</summary>
internal sealed partial class FormExpression
{
    private const int Longest = 4000;
    private const int Deepest = 60;

    private readonly List<string> tokens;
    private int at;
    private int depth;

    private FormExpression(List<string> tokens) => this.tokens = tokens;

    /// <summary>The expression, or why it is not understood: the first word that is not known.</summary>
    public static (Func<FormContext, object>? Run, string? Problem) Read(string text)
    {
        if (text.Length > Longest)
            return (null, "…");
        var cut = Cut(text);
        if (cut.Unknown is { } sign)
            return (null, sign);
        var reader = new FormExpression(cut.Tokens);
        try
        {
            var run = reader.Or();
            return reader.at == cut.Tokens.Count ? (run, null) : (null, cut.Tokens[reader.at]);
        }
        catch (FormExpressionException e)
        {
            return (null, e.Word);
        }
    }

    /// <summary>Is it so? An expression that is not understood lets everything pass: it was named before import.</summary>
    public static bool IsTrue(string text, FormContext context)
    {
        if (Read(text).Run is not { } run)
            return true;
        try
        {
            return FormFunctions.Bool(run(context));
        }
        catch (RegexMatchTimeoutException)
        {
            return true;
        }
    }

    /// <summary>Names in ${…}.</summary>
    public static IEnumerable<string> NamesIn(string text) =>
        NameRef().Matches(text).Select(m => m.Groups["name"].Value).Distinct(StringComparer.Ordinal);

    /// <summary>The text with each ${name} replaced.</summary>
    public static string Replace(string text, Func<string, string> with) =>
        NameRef().Replace(text, m => with(m.Groups["name"].Value));

    private Func<FormContext, object> Or() =>
        Row(And, ("or", (a, b) => c => FormFunctions.Bool(a(c)) || FormFunctions.Bool(b(c))));

    private Func<FormContext, object> And() =>
        Row(Equal, ("and", (a, b) => c => FormFunctions.Bool(a(c)) && FormFunctions.Bool(b(c))));

    private Func<FormContext, object> Equal() =>
        Row(
            Order,
            ("=", (a, b) => c => FormFunctions.Same(a(c), b(c))),
            ("!=", (a, b) => c => !FormFunctions.Same(a(c), b(c)))
        );

    // What is not a number (NaN) is neither less nor more: an empty answer passes no bound.
    private Func<FormContext, object> Order() =>
        Row(
            Sum,
            ("<", (a, b) => c => FormFunctions.Number(a(c)) < FormFunctions.Number(b(c))),
            ("<=", (a, b) => c => FormFunctions.Number(a(c)) <= FormFunctions.Number(b(c))),
            (">", (a, b) => c => FormFunctions.Number(a(c)) > FormFunctions.Number(b(c))),
            (">=", (a, b) => c => FormFunctions.Number(a(c)) >= FormFunctions.Number(b(c)))
        );

    private Func<FormContext, object> Sum() =>
        Row(
            Product,
            ("+", (a, b) => c => FormFunctions.Number(a(c)) + FormFunctions.Number(b(c))),
            ("-", (a, b) => c => FormFunctions.Number(a(c)) - FormFunctions.Number(b(c)))
        );

    private Func<FormContext, object> Product() =>
        Row(
            Single,
            ("*", (a, b) => c => FormFunctions.Number(a(c)) * FormFunctions.Number(b(c))),
            ("div", (a, b) => c => FormFunctions.Number(a(c)) / FormFunctions.Number(b(c))),
            ("mod", (a, b) => c => FormFunctions.Number(a(c)) % FormFunctions.Number(b(c)))
        );

    private Func<FormContext, object> Row(
        Func<Func<FormContext, object>> inner,
        params (
            string Sign,
            Func<Func<FormContext, object>, Func<FormContext, object>, Func<FormContext, object>> Join
        )[] joins
    )
    {
        var left = inner();
        while (at < tokens.Count && Array.Find(joins, j => j.Sign == tokens[at]) is { Join: { } join })
        {
            at++;
            left = join(left, inner());
        }
        return left;
    }

    private Func<FormContext, object> Single()
    {
        if (++depth > Deepest)
            throw new FormExpressionException("(((");
        try
        {
            var word = Next();
            if (word == "-")
            {
                var of = Single();
                return c => -FormFunctions.Number(of(c));
            }
            if (word == "(")
            {
                var inner = Or();
                Take(")");
                return inner;
            }
            if (word == ".")
                return c => c.Own;
            if (word[0] is '\'' or '"')
                return _ => word[1..^1];
            if (char.IsAsciiDigit(word[0]))
            {
                var number = FormFunctions.Number(word);
                return _ => number;
            }
            if (word[0] == '$')
            {
                var name = word[2..^1];
                return c => c.Of(name);
            }
            return at < tokens.Count && tokens[at] == "(" ? Call(word) : throw new FormExpressionException(word);
        }
        finally
        {
            depth--;
        }
    }

    private Func<FormContext, object> Call(string name)
    {
        Take("(");
        var arguments = new List<Func<FormContext, object>>();
        var first = at;
        while (at < tokens.Count && tokens[at] != ")")
        {
            arguments.Add(Or());
            if (at < tokens.Count && tokens[at] == ",")
                at++;
        }
        // A pattern that stands there as it is, is tried now: what our reader of patterns does not know is said before.
        if (name == "regex" && at - first == 3 && tokens[at - 1][0] is '\'' or '"')
            if (!FormFunctions.IsPattern(tokens[at - 1][1..^1]))
                throw new FormExpressionException("regex");
        Take(")");
        return FormFunctions.Find(name, arguments) ?? throw new FormExpressionException(name + "()");
    }

    private string Next() => at < tokens.Count ? tokens[at++] : throw new FormExpressionException("…");

    private void Take(string sign)
    {
        if (Next() != sign)
            throw new FormExpressionException(sign);
    }

    private static (List<string> Tokens, string? Unknown) Cut(string text)
    {
        var found = new List<string>();
        for (var i = 0; i < text.Length; )
        {
            if (char.IsWhiteSpace(text[i]))
            {
                i++;
                continue;
            }
            var token = Token().Match(text, i);
            if (!token.Success)
                return (found, text[i..Math.Min(text.Length, i + 20)]);
            found.Add(token.Value);
            i += token.Length;
        }
        return (found, null);
    }

    [GeneratedRegex(@"\$\{\s*(?<name>[^}\s]+)\s*\}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex NameRef();

    [GeneratedRegex(
        @"\G(?:'[^']*'|""[^""]*""|\$\{[^}\s]+\}|\d+(?:\.\d+)?|[A-Za-z_][A-Za-z0-9_\-]*|!=|<=|>=|[=<>()+\-*.,])",
        RegexOptions.None,
        1000
    )]
    private static partial Regex Token();

    private sealed class FormExpressionException(string word) : Exception(word)
    {
        public string Word { get; } = word;
    }
}
