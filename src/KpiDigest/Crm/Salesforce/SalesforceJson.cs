using System.Text.Json.Serialization;

namespace KpiDigest.Crm.Salesforce;

/// <summary>
/// The JSON of the API, compiled. A missing or null member that a record needs (<c>records</c>, <c>done</c>) is broken JSON and never an
/// empty answer: an empty one would mean that everything was deleted.
/// </summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(TokenAnswer))]
[JsonSerializable(typeof(List<ServedVersion>))]
[JsonSerializable(typeof(ObjectDescription))]
[JsonSerializable(typeof(QueryPage))]
[JsonSerializable(typeof(QueryJobRequest))]
[JsonSerializable(typeof(QueryJob))]
internal sealed partial class SalesforceJson : JsonSerializerContext;
