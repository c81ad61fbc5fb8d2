using System.Text.Json.Serialization;

namespace KpiDigest.Crm.Dynamics;

/// <summary>
/// The JSON of the API, compiled. A missing or null member that a record needs (<c>value</c>) is broken JSON and never an empty answer: an
/// empty one would mean that everything was deleted.
/// </summary>
[JsonSourceGenerationOptions(RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(TokenAnswer))]
[JsonSerializable(typeof(Identity))]
[JsonSerializable(typeof(TableDefinition))]
[JsonSerializable(typeof(UserPrivileges))]
[JsonSerializable(typeof(ChoicesPage))]
[JsonSerializable(typeof(SnapshotAnswer))]
[JsonSerializable(typeof(CountAnswer))]
[JsonSerializable(typeof(TablePage))]
internal sealed partial class DynamicsJson : JsonSerializerContext;
