namespace KpiDigest.Configuration;

/// <summary>One recipient and what it may see.</summary>
internal sealed class RecipientOptions
{
    public string Email { get; set; } = "";

    public string Name { get; set; } = "";

    /// <summary><c>company</c>, <c>team:NAME</c>, <c>team:#id</c> or <c>rep:NAME</c>.</summary>
    public string Scope { get; set; } = "";

    /// <summary>IANA zone; empty: the schedule's.</summary>
    public string TimeZone { get; set; } = "";

    /// <summary>Culture of numbers and dates (<c>en-US</c>); empty: <c>en-GB</c>.</summary>
    public string Culture { get; set; } = "";
}
