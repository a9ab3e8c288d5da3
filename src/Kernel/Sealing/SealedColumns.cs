namespace Jisr.Kernel.Sealing;

/// <summary>A column that the common key seals, so that a rotation finds it: values bound to <paramref name="Column"/> of
/// <paramref name="Table"/> and to the row's id. What a class key seals is not named: its key is wrapped anew
/// instead.</summary>
public sealed record SealedColumn(string Table, string Column, string IdColumn = "id");
