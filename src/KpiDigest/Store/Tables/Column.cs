namespace KpiDigest.Store.Tables;

/// <summary>A column of a fact table.</summary>
internal readonly record struct Column(string Name, ColumnType Type)
{
    public static Column Text(string name) => new(name, ColumnType.Text);

    public static Column Integer(string name) => new(name, ColumnType.Integer);
}
