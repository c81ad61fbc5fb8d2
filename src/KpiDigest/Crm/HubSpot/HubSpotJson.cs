using System.Text.Json.Serialization;

namespace KpiDigest.Crm.HubSpot;

/// <summary>
/// The JSON of the API, compiled. A missing or null member that a record needs (<c>results</c>, <c>id</c>) is broken JSON and never
/// an empty answer: an empty one would mean that everything was deleted.
/// </summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(ObjectPage))]
[JsonSerializable(typeof(SearchRequest))]
[JsonSerializable(typeof(BatchReadRequest))]
[JsonSerializable(typeof(AssociationRequest))]
[JsonSerializable(typeof(AssociationAnswer))]
[JsonSerializable(typeof(DealSplitAnswer))]
[JsonSerializable(typeof(OwnerPage))]
[JsonSerializable(typeof(TeamList))]
[JsonSerializable(typeof(PipelineList))]
[JsonSerializable(typeof(PropertyList))]
[JsonSerializable(typeof(AccountDetails))]
internal sealed partial class HubSpotJson : JsonSerializerContext;
