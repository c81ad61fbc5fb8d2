namespace KpiDigest.Store.Tables;

/// <summary>A value of a row.</summary>
/// <param name="Type">Type of its column.</param>
/// <param name="IsNull">Whether there is no value.</param>
/// <param name="Integer">The number of an integer column.</param>
/// <param name="Text">The text of a text column.</param>
/// <param name="Offset">Where its UTF-8 bytes begin in the row's buffer.</param>
/// <param name="Length">Number of these bytes.</param>
internal readonly record struct FactField(ColumnType Type, bool IsNull, long Integer, string? Text, int Offset, int Length);
