namespace KpiDigest.Crm.Dynamics;

/// <summary>A mapped column.</summary>
/// <param name="Key">Name below <c>Crm:Fields</c>.</param>
/// <param name="Table">Table that has it.</param>
/// <param name="Name">Logical name.</param>
/// <param name="Type"><see cref="Number"/> or <see cref="Date"/>; null: any.</param>
/// <param name="IsStandard">Whether it is the default: that it is not there is a warning then, else a fault.</param>
internal sealed record DynamicsField(string Key, string Table, string Name, string? Type, bool IsStandard)
{
    public const string Number = "number";
    public const string Date = "date";

    private static readonly string[] Numbers = ["Money", "Decimal", "Double", "Integer", "BigInt"];

    // Parts of other columns, which cannot be asked for.
    private static readonly string[] Virtual = ["Virtual", "ManagedProperty", "CalendarRules", "PartyList"];

    public bool Fits(string? type) => Fits(Type, type);

    public static bool Fits(string? wanted, string? type) => wanted switch
    {
        null => !Virtual.Contains(type, StringComparer.Ordinal),
        _ when type is null => true,
        Number => Numbers.Contains(type, StringComparer.Ordinal),
        _ => type is "DateTime",
    };
}
