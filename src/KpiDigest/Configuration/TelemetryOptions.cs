namespace KpiDigest.Configuration;

/// <summary>Where measures go.</summary>
internal sealed class TelemetryOptions
{
    /// <summary>Base address of an OpenTelemetry collector (OTLP over HTTP), such as http://127.0.0.1:4318; empty: none.</summary>
    public string OtlpEndpoint { get; set; } = "";
}
