using System.Globalization;
using Jisr.Bench.Match;

// match score TRUTH.csv PAIRS.csv            figures of matching.md §15 from the truth column and the file of the verb
// match make ROWS SEED OUT.csv SAMPLE.csv SPELLINGS.csv PLACES [NOISE]
//                                            invented registrations: names and places of the sample mixed anew, noise of its kind
return args switch
{
    ["score", var truth, var pairs] => Score.Run(truth, pairs),
    ["make", var rows, var seed, var to, var sample, var spellings, var places, .. var noise] => Make.Run(
        int.Parse(rows, CultureInfo.InvariantCulture),
        int.Parse(seed, CultureInfo.InvariantCulture),
        to,
        sample,
        spellings,
        places,
        noise is [var times] ? double.Parse(times, CultureInfo.InvariantCulture) : 1
    ),
    _ => Fail(),
};

static int Fail()
{
    Console.Error.WriteLine(
        "match score TRUTH.csv PAIRS.csv | match make ROWS SEED OUT.csv SAMPLE.csv SPELLINGS.csv PLACES [NOISE]"
    );
    return 2;
}
