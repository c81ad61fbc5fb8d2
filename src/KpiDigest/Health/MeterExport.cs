using KpiDigest.Outbox;
using KpiDigest.Store;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;

namespace KpiDigest.Health;

/// <summary>What sends measures to an OpenTelemetry collector.</summary>
internal static class MeterExport
{
    /// <summary>How often.</summary>
    public static readonly TimeSpan Every = TimeSpan.FromMinutes(1);

    /// <param name="endpoint">Base address of OTLP over HTTP.</param>
    public static MeterProvider Open(string endpoint) => Sdk.CreateMeterProviderBuilder()
        .ConfigureResource(resource => resource.AddService("kpidigest", serviceInstanceId: WorkerNames.Own))
        .AddMeter(Deliveries.MeterName)
        .AddOtlpExporter((otlp, reader) =>
        {
            otlp.Protocol = OtlpExportProtocol.HttpProtobuf;
            otlp.Endpoint = new Uri(endpoint.TrimEnd('/') + "/v1/metrics");
            reader.PeriodicExportingMetricReaderOptions.ExportIntervalMilliseconds = (int)Every.TotalMilliseconds;
        })
        .Build();
}
