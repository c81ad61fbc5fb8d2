namespace KpiDigest.Store.Tables;

/// <summary>The two types that fact columns have.</summary>
internal enum ColumnType
{
    /// <summary>Ids, names and ISO dates.</summary>
    Text,

    /// <summary>Whole numbers: instants, money units, enumerations, 0 and 1.</summary>
    Integer,
}
