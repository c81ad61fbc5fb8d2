namespace KpiDigest.Configuration;

/// <summary>A person who gets mail, and how.</summary>
internal class MemberOptions
{
    public string Email { get; set; } = "";

    public string Name { get; set; } = "";

    /// <summary>IANA zone; empty: the schedule's.</summary>
    public string TimeZone { get; set; } = "";

    /// <summary>Culture of numbers and dates (<c>en-US</c>); empty: <c>en-GB</c>.</summary>
    public string Culture { get; set; } = "";

    /// <summary>Own time of day of delivery (<c>06:30</c>), on the days of the schedule; empty: the schedule's.</summary>
    public string At { get; set; } = "";

    /// <summary>Whether the mail goes out although the CRM calls this person inactive.</summary>
    public bool EvenIfInactive { get; set; }
}
