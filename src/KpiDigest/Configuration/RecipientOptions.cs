namespace KpiDigest.Configuration;

/// <summary>One recipient, or a group of them, and what it may see.</summary>
internal sealed class RecipientOptions : MemberOptions
{
    /// <summary>Instead of an address: the name of one of <c>Groups</c>, whose members get it.</summary>
    public string Group { get; set; } = "";

    /// <summary><c>company</c>, <c>team:NAME</c>, <c>team:#id</c> or <c>rep:NAME</c>.</summary>
    public string Scope { get; set; } = "";
}
