namespace KpiDigest.Crm.Pipedrive;

/// <summary>A mapped field.</summary>
/// <param name="Key">Name below <c>Crm:Fields</c>.</param>
/// <param name="Object">Object that has it.</param>
/// <param name="Code">Its key: 40 hexadecimal digits for a company's own, a word for a standard one.</param>
/// <param name="IsCustom">Whether it is the company's own.</param>
internal sealed record PipedriveField(string Key, string Object, string Code, bool IsCustom);
