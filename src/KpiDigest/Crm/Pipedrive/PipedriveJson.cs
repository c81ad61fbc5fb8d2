using System.Text.Json.Serialization;

namespace KpiDigest.Crm.Pipedrive;

/// <summary>
/// The JSON of the API, compiled. An answer without <c>success</c> and <c>data</c> is broken and never an empty one: an empty one would mean that
/// everything was deleted.
/// </summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(PipedriveAnswer<List<PipedriveRow>>))]
[JsonSerializable(typeof(PipedriveAnswer<List<PipedriveUser>>))]
[JsonSerializable(typeof(PipedriveAnswer<PipedriveUser>))]
[JsonSerializable(typeof(PipedriveAnswer<List<PipedriveTeam>>))]
[JsonSerializable(typeof(PipedriveAnswer<List<FieldDefinition>>))]
[JsonSerializable(typeof(PipedriveAnswer<GoalList>))]
[JsonSerializable(typeof(PipedriveError))]
internal sealed partial class PipedriveJson : JsonSerializerContext;
