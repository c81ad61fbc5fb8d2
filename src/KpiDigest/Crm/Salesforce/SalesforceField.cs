namespace KpiDigest.Crm.Salesforce;

/// <summary>A mapped field.</summary>
/// <param name="Key">Name below <c>Crm:Fields</c>.</param>
/// <param name="Object">Object that has it.</param>
/// <param name="Name">API name.</param>
/// <param name="Type"><see cref="Number"/> or <see cref="Date"/>; null: any.</param>
/// <param name="IsStandard">Whether it is the default: that the user does not see it is a warning then, else a fault.</param>
internal sealed record SalesforceField(string Key, string Object, string Name, string? Type, bool IsStandard)
{
    public const string Number = "number";
    public const string Date = "date";

    private static readonly string[] Numbers = ["currency", "double", "int", "long", "percent"];

    public bool Fits(string? type) => Fits(Type, type);

    public static bool Fits(string? wanted, string? type) => wanted switch
    {
        null => true,
        _ when type is null => true,
        Number => Numbers.Contains(type, StringComparer.Ordinal),
        _ => type is "date" or "datetime",
    };
}
