namespace KpiDigest.Core.Facts;

/// <summary>A quota of a supplement file beats the CRM's quotas of the same subject whose days overlap with it.</summary>
public static class QuotaPrecedence
{
    /// <summary>The rows that count: the file's, and those of the CRM that they do not beat.</summary>
    public static IEnumerable<Quota> InForce(IReadOnlyCollection<Quota> ofCrm, IReadOnlyCollection<Quota> ofFile) =>
        ofFile.Count == 0 ? ofCrm : ofCrm.Except(Beaten(ofCrm, ofFile)).Concat(ofFile);

    /// <summary>The CRM's rows that are beaten: they count no more.</summary>
    public static IReadOnlyList<Quota> Beaten(IEnumerable<Quota> ofCrm, IEnumerable<Quota> ofFile)
    {
        var rows = ofFile.ToLookup(q => (q.Subject, q.SubjectId));
        return [.. ofCrm.Where(crm => rows[(crm.Subject, crm.SubjectId)].Any(file => file.Start < crm.End && crm.Start < file.End))];
    }
}
