using Jisr.Kernel.Text;
using Jisr.Testing;

namespace Jisr.Kernel.Tests.Text;

/// <summary>What leaves in files (experience.md N-4, safety.md §14).</summary>
public class CsvCellTests
{
    [Theory, Asvs("1.2.10")]
    [InlineData("=1+1", "\"'=1+1\"")]
    [InlineData("+963944567890", "\"'+963944567890\"")]
    [InlineData("-5", "\"'-5\"")]
    [InlineData("@cmd", "\"'@cmd\"")]
    [InlineData("\t=1", "\"'\t=1\"")]
    [InlineData("  =1", "\"'  =1\"")]
    [InlineData("\u200F=1", "\"'=1\"")]
    [InlineData("＝1", "\"'＝1\"")]
    [InlineData("زيت", "\"زيت\"")]
    [InlineData("قالت \"نعم\"", "\"قالت \"\"نعم\"\"\"")]
    [InlineData("\u200Fليلى\u061C", "\"ليلى\"")]
    [InlineData(null, "\"\"")]
    public void A_cell_is_never_taken_for_a_formula(string? value, string cell) => CsvCell.Text(value).ShouldBe(cell);

    [Fact]
    public void A_row_ends_with_both_signs_and_numbers_are_bare() =>
        CsvCell.Row(CsvCell.Text("a"), CsvCell.Number(-1234567)).ShouldBe("\"a\",-1234567\r\n");
}
