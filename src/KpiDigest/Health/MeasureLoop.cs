using KpiDigest.Configuration;
using KpiDigest.Outbox;
using KpiDigest.Store;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NodaTime;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;

namespace KpiDigest.Health;

/// <summary>Reads the measures each minute and sends them to the collector; what is left goes out at the stop. Without a collector it does nothing.</summary>
internal sealed class MeasureLoop(Measures measures, TelemetryOptions options, TimeProvider clock, ILogger<MeasureLoop> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(1);

    /// <summary>What sends, to where OTLP over HTTP takes metrics.</summary>
    public static MeterProvider Provider(string endpoint) => Sdk.CreateMeterProviderBuilder()
        .ConfigureResource(resource => resource.AddService("kpidigest", serviceInstanceId: $"{Environment.MachineName}/{Environment.ProcessId}"))
        .AddMeter(Deliveries.MeterName)
        .AddOtlpExporter((otlp, reader) =>
        {
            otlp.Protocol = OtlpExportProtocol.HttpProtobuf;
            otlp.Endpoint = new Uri(endpoint.TrimEnd('/') + "/v1/metrics");
            reader.PeriodicExportingMetricReaderOptions.ExportIntervalMilliseconds = (int)Every.TotalMilliseconds;
        })
        .Build();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.OtlpEndpoint is not { Length: > 0 } endpoint) return;
        await Task.Yield();
        using var provider = Provider(endpoint);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await measures.ReadAsync(Instant.FromDateTimeOffset(clock.GetUtcNow()), stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
            {
                log.LogError("The measures could not be read and are read again: {Fault}", e is StoreException ? e.Message : e.GetType().Name);
            }

            await Task.Delay(Every, clock, stoppingToken);
        }
    }
}
