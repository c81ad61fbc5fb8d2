using System.Globalization;
using KpiDigest.DemoCrm.Records;
using NodaTime;

namespace KpiDigest.DemoCrm.Schema;

/// <summary>An object type whose records are of one class; built by chaining.</summary>
internal sealed class ObjectTypeOf<T> : DemoObjectType
    where T : DemoRecord
{
    public ObjectTypeOf(string name, string typeId, string scope, string createdProperty = "hs_createdate", string modifiedProperty = "hs_lastmodifieddate")
        : base(name, typeId, scope, createdProperty, modifiedProperty) => AddDefaults();

    public ObjectTypeOf<T> Text(string name, string label, Func<T, string?> read) => Add(name, label, "string", r => DemoValue.Of(read(r)));

    public ObjectTypeOf<T> Moment(string name, string label, Func<T, Instant?> read) => Add(name, label, "datetime", r => DemoValue.Of(read(r)));

    /// <summary>A plain date.</summary>
    public ObjectTypeOf<T> Day(string name, string label, Func<T, LocalDate?> read) =>
        Add(name, label, "date", r => DemoValue.Of(read(r)?.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture)));

    public ObjectTypeOf<T> Money(string name, string label, Func<T, decimal?> read) => Add(name, label, "number", r => DemoValue.Of(read(r)));

    public ObjectTypeOf<T> Whole(string name, string label, Func<T, int?> read) => Add(name, label, "number", r => DemoValue.Of(read(r)));

    public ObjectTypeOf<T> RecordId(string name, string label, Func<T, long> read) => Add(name, label, "number", r => DemoValue.OfId(read(r)));

    public ObjectTypeOf<T> Flag(string name, string label, Func<T, bool> read) => Add(name, label, "bool", r => DemoValue.Of(read(r)));

    public ObjectTypeOf<T> Choice(string name, string label, Func<T, string?> read, params (string Value, string Label)[] options) =>
        Add(name, label, "enumeration", r => DemoValue.Of(read(r)), options);

    private ObjectTypeOf<T> Add(string name, string label, string type, Func<T, DemoValue> read, params (string Value, string Label)[] options)
    {
        AddProperty(new DemoProperty(name, label, type, r => r is T record ? read(record) : default, options));
        return this;
    }
}
