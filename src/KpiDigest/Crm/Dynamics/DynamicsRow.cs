using System.Text.Json.Serialization;
using KpiDigest.Crm.Http;

namespace KpiDigest.Crm.Dynamics;

/// <summary>A row: columns by name as text or null, with the labels that Dataverse adds to choices and lookups.</summary>
[JsonConverter(typeof(DynamicsRowConverter))]
internal sealed class DynamicsRow(NamedValues values)
{
    public const string LabelOf = "@OData.Community.Display.V1.FormattedValue";
    public const string TableOf = "@Microsoft.Dynamics.CRM.lookuplogicalname";

    /// <summary>Of a deleted row, which has nothing else.</summary>
    public string? DeletedId => this["@odata.context"]?.EndsWith("/$deletedEntity", StringComparison.Ordinal) == true ? this["id"] : null;

    /// <summary>The value; null where it is absent, null or empty.</summary>
    public string? this[string name] => values[name];

    /// <summary>What a choice or lookup is called; null: Dataverse adds nothing to it.</summary>
    public string? Label(string name) => values.Beside(name, LabelOf);

    /// <summary>The table that a lookup points to.</summary>
    public string? Table(string name) => values.Beside(name, TableOf);
}
