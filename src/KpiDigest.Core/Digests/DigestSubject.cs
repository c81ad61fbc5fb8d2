using KpiDigest.Core.Insights;

namespace KpiDigest.Core.Digests;

/// <summary>The subject as it is sent.</summary>
internal static class DigestSubject
{
    /// <summary>A preliminary digest says so before anything else.</summary>
    public static string Of(DigestWriting writing, string subject) =>
        writing.Audience.IsPreliminary ? writing.Wording.Say(InsightKeys.PreliminarySubject, InsightValue.Words("subject", subject)) : subject;
}
