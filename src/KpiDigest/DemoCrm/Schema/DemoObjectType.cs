using KpiDigest.DemoCrm.Records;

namespace KpiDigest.DemoCrm.Schema;

/// <summary>An object type of the CRM: its names, the scope that reads it, and its properties.</summary>
internal abstract class DemoObjectType(string name, string typeId, string scope, string createdProperty, string modifiedProperty)
{
    private readonly Dictionary<string, DemoProperty> _byName = new(StringComparer.Ordinal);

    public string Name { get; } = name;

    public string TypeId { get; } = typeId;

    public string Scope { get; } = scope;

    public IReadOnlyCollection<DemoProperty> Properties => _byName.Values;

    /// <summary>What comes back unasked, in this order.</summary>
    public IReadOnlyList<DemoProperty> Defaults { get; private set; } = [];

    /// <summary>The property, or null where HubSpot would not know it.</summary>
    public DemoProperty? Find(string property) => _byName.GetValueOrDefault(property);

    protected void AddProperty(DemoProperty property) => _byName.Add(property.Name, property);

    protected void AddDefaults()
    {
        AddProperty(new(createdProperty, "Create date", "datetime", r => DemoValue.Of(r.Created), []));
        AddProperty(new(modifiedProperty, "Last modified date", "datetime", r => DemoValue.Of(r.Modified), []));
        AddProperty(new("hs_object_id", "Record ID", "number", r => DemoValue.OfId(r.Id), []));
        AddProperty(new("hubspot_owner_id", "Owner", "enumeration", r => DemoValue.OfId(r.OwnerId), []));
        AddProperty(new("hs_merged_object_ids", "Merged record IDs", "string", Merged, []));
        Defaults = [_byName[createdProperty], _byName[modifiedProperty], _byName["hs_object_id"]];
    }

    private static DemoValue Merged(DemoRecord record) => record.MergedIds.Count == 0 ? default : DemoValue.Of(string.Join(';', record.MergedIds));
}
