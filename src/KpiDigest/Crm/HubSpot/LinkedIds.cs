namespace KpiDigest.Crm.HubSpot;

/// <summary>Ids a row is associated with, by object type, the primary one first.</summary>
/// <param name="Row">The row.</param>
/// <param name="Fetched">Where they were asked for apart; null: they came with the row.</param>
internal readonly record struct LinkedIds(ObjectRow Row, FetchedLinks? Fetched = null)
{
    public IReadOnlyList<string> this[string objectType] => Fetched is null ? HubSpotAssociations.Of(Row, objectType) : Fetched.Of(objectType, Row.Id);
}
