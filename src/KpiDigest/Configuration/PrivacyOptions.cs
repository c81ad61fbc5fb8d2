using KpiDigest.Core.Digests.People;

namespace KpiDigest.Configuration;

/// <summary>How people are shown.</summary>
internal sealed class PrivacyOptions
{
    /// <summary>In everything that is sent; on the command line people are named.</summary>
    public PeopleShown People { get; set; }
}
