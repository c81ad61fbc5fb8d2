using KpiDigest.Core.Facts;
using static KpiDigest.Supplements.SupplementColumn;

namespace KpiDigest.Supplements.Files;

/// <summary>traffic.csv.</summary>
internal static class TrafficFile
{
    public static SupplementFile<Traffic> File { get; } = new(
        "traffic.csv", [Must("date"), Must("source"), Must("sessions"), Must("leads")],
        Read,
        traffic => (traffic.Date, traffic.Source.ToUpperInvariant()));

    private static Traffic Read(SheetRow row)
    {
        var (date, source) = (row.Must("date", row.Date("date")), row.Must("source", row.Text("source")));
        var (sessions, leads) = (row.Must("sessions", row.Count("sessions")), row.Must("leads", row.Count("leads")));
        if (!row.HasFault && leads > sessions) row.Fault("leads", "is more than sessions");
        return new Traffic(FormattableString.Invariant($"traffic.csv {date:uuuu-MM-dd} {source}"), date, source, sessions, leads);
    }
}
