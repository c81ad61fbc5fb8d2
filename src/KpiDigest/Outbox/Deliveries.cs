using System.Diagnostics.Metrics;

namespace KpiDigest.Outbox;

/// <summary>Counts what became of attempts, for whoever listens to the meter.</summary>
internal static class Deliveries
{
    /// <summary>Name of the program's meter.</summary>
    public const string MeterName = "KpiDigest";

    private static readonly Meter Meter = new(MeterName);
    private static readonly Counter<long> Attempts = Meter.CreateCounter<long>("kpidigest.deliveries", "{attempt}", "Attempts to deliver a mail, by outcome, of this worker.");

    public static void Count(string outcome) => Attempts.Add(1, new KeyValuePair<string, object?>("outcome", outcome));
}
