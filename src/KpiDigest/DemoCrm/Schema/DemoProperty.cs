using System.Text.Json;
using KpiDigest.DemoCrm.Records;

namespace KpiDigest.DemoCrm.Schema;

/// <summary>A property of an object type.</summary>
/// <param name="Name">Internal name.</param>
/// <param name="Label">What people read.</param>
/// <param name="Type">string, number, date, datetime, enumeration or bool.</param>
/// <param name="Read">Its value.</param>
/// <param name="Options">Values and labels of an enumeration.</param>
internal sealed record DemoProperty(string Name, string Label, string Type, Func<DemoRecord, DemoValue> Read, IReadOnlyList<(string Value, string Label)> Options)
{
    /// <summary>The name as JSON.</summary>
    public JsonEncodedText EncodedName { get; } = JsonEncodedText.Encode(Name);
}
