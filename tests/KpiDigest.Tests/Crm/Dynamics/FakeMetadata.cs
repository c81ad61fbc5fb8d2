using System.Security.Cryptography;
using System.Text;

namespace KpiDigest.Tests.Crm.Dynamics;

/// <summary>What Dataverse says of a table.</summary>
internal static class FakeMetadata
{
    private const string Definition = "$select=LogicalName,EntitySetName,PrimaryIdAttribute,ChangeTrackingEnabled,Privileges&$expand=Attributes($select=LogicalName,AttributeType,AttributeTypeName,IsValidForRead)";
    private const string Choices = "$select=LogicalName&$expand=OptionSet($select=Options)";

    public static HttpResponseMessage Of(FakeTable table, string query, bool choices) => (choices, query) switch
    {
        (false, Definition) => FakeDynamics.Json(200, $$"""
            {"LogicalName":"{{table.Name}}","EntitySetName":"{{table.Set}}","PrimaryIdAttribute":"{{table.Id}}","ChangeTrackingEnabled":{{(table.TracksChanges ? "true" : "false")}},"Privileges":[{{Privileges(table)}}],
            "Attributes":[{{string.Join(",", table.Columns.Select(c => Attribute(c.Key, c.Value)))}}]}
            """),
        (true, Choices) => FakeDynamics.Json(200, $$"""{"value":[{{string.Join(",", table.Options.Select(o => Column(o.Key, o.Value)))}}]}"""),
        _ => FakeDynamics.Error(400, "0x80060888", "Syntax error in a query of definitions."),
    };

    public static string PrivilegeId(FakeTable table) => $"886b280c-6396-4d56-a0a3-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(table.Privilege!)).AsSpan(0, 6))}";

    /// <summary>Of what is no classic type the type's name tells more.</summary>
    private static string Attribute(string name, string type) =>
        $$$"""{"LogicalName":"{{{name}}}","AttributeType":"{{{(type == "MultiSelectPicklist" ? "Virtual" : type)}}}","AttributeTypeName":{"Value":"{{{type}}}Type"},"IsValidForRead":true}""";

    private static string Privileges(FakeTable table) => table.Privilege is null ? "" : $$"""{"CanBeGlobal":true,"Name":"{{table.Privilege}}","PrivilegeId":"{{PrivilegeId(table)}}","PrivilegeType":"Read"}""";

    private static string Column(string name, (int, string)[] options) =>
        $$$"""{"LogicalName":"{{{name}}}","OptionSet":{"Options":[{{{string.Join(",", options.Select(Option))}}}]}}""";

    private static string Option((int Value, string Label) option) =>
        FormattableString.Invariant($$$$"""{"Value":{{{{option.Value}}}},"Label":{"UserLocalizedLabel":{"Label":"{{{{option.Label}}}}","LanguageCode":1033}}}""");
}
