using KpiDigest.Core.Facts;
using static KpiDigest.Supplements.SupplementColumn;

namespace KpiDigest.Supplements.Files;

/// <summary>quotas.csv.</summary>
internal static class QuotasFile
{
    public static SupplementFile<Quota> File { get; } = new(
        "quotas.csv", [Must("subject"), Must("first_day"), Must("last_day"), Must("amount"), May("currency"), May("as_is")],
        Read,
        quota => (quota.Subject, quota.SubjectId, quota.Start, quota.End));

    private static Quota Read(SheetRow row)
    {
        var subject = row.Must("subject", row.Subject("subject")) ?? Scope.Company;
        var (start, end) = row.Days();
        var amount = row.Must("amount", row.Money("amount"));
        if (amount < 0) row.Fault("amount", "is below 0");
        return new Quota
        {
            Id = FormattableString.Invariant($"quotas.csv {subject.Kind} {subject.Id} {start:uuuu-MM-dd} {end:uuuu-MM-dd}"),
            Subject = subject.Kind,
            SubjectId = subject.Kind == ScopeKind.Company ? null : subject.Id,
            Start = start,
            End = end,
            Amount = amount,
            Currency = row.Currency("currency"),
            AsIs = row.Flag("as_is"),
        };
    }
}
