namespace KpiDigest.Configuration;

/// <summary>People who are recipients together.</summary>
internal sealed class GroupOptions
{
    public string Name { get; set; } = "";

    public IList<MemberOptions> Members { get; set; } = [];
}
