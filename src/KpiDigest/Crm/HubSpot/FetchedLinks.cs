namespace KpiDigest.Crm.HubSpot;

/// <summary>Associations of a page of changed objects.</summary>
internal sealed class FetchedLinks
{
    private readonly Dictionary<(string ObjectType, string Id), IReadOnlyList<string>> _ids = [];

    public void Add(string objectType, AssociationAnswer answer)
    {
        foreach (var row in answer.Results) _ids[(objectType, row.From.Id)] = HubSpotAssociations.Of(row);
    }

    public IReadOnlyList<string> Of(string objectType, string id) => _ids.GetValueOrDefault((objectType, id), []);
}
