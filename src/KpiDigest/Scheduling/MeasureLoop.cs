using KpiDigest.Health;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace KpiDigest.Scheduling;

/// <summary>Reads the measures each minute, for the collector that <c>Telemetry:OtlpEndpoint</c> names; what is left goes out at the stop.</summary>
internal sealed class MeasureLoop(Measures measures, string endpoint, TimeProvider clock, ILogger<MeasureLoop> log) : TurnLoop("The reading of the measures", MeterExport.Every, clock, log)
{
    private readonly TimeProvider _clock = clock;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var provider = MeterExport.Open(endpoint);
        await base.ExecuteAsync(stoppingToken);
    }

    protected override Task TurnAsync(CancellationToken cancellationToken) => measures.ReadAsync(Instant.FromDateTimeOffset(_clock.GetUtcNow()), cancellationToken);
}
