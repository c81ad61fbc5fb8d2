namespace KpiDigest.DemoCrm.Records;

/// <summary>An association.</summary>
/// <param name="ToType">Object type name of the other end.</param>
/// <param name="ToId">Its id.</param>
/// <param name="TypeId">HubSpot's association type id in this direction.</param>
/// <param name="ReverseTypeId">The id in the other direction.</param>
/// <param name="Name">Name of the type as lists print it.</param>
/// <param name="Label">Label such as <c>Primary</c>.</param>
internal readonly record struct DemoLink(string ToType, long ToId, int TypeId, int ReverseTypeId, string Name, string? Label = null);
