namespace KpiDigest.Crm.HubSpot;

/// <summary>A mapped property.</summary>
/// <param name="Key">Name below <c>Crm:Fields</c>.</param>
/// <param name="Object">Object type that has it.</param>
/// <param name="Property">Internal name.</param>
/// <param name="Type">Type of value it must have: <c>number</c>, or <c>date</c> (datetime will do too); null: any.</param>
/// <param name="IsStandard">Whether it is the default: that an account lacks it is a warning then, else a fault.</param>
internal sealed record HubSpotField(string Key, string Object, string Property, string? Type, bool IsStandard)
{
    public bool Fits(string? type) => Type is null || type is null || type == Type || (Type == "date" && type == "datetime");
}
