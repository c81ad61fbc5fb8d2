namespace KpiDigest.Crm;

/// <summary>Names or ids.</summary>
internal sealed class CrmFilterOptions
{
    /// <summary>Pipelines by id or name.</summary>
    public IList<string> Pipelines { get; set; } = [];

    /// <summary>Owners by id, name or email.</summary>
    public IList<string> Owners { get; set; } = [];

    /// <summary>Deals by id.</summary>
    public IList<string> Deals { get; set; } = [];
}
