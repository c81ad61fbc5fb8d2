namespace KpiDigest.Core.Digests.People;

/// <summary>How people are shown in what is sent (<c>Privacy:People</c>).</summary>
public enum PeopleShown
{
    /// <summary>By their names.</summary>
    Named,

    /// <summary>By their initials; the second with the same ones gets a number.</summary>
    Initials,

    /// <summary>As Rep 1, Rep 2 in the order of the digest's table.</summary>
    Off,
}
