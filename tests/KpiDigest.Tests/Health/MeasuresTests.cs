using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using KpiDigest.Health;
using KpiDigest.Store;
using KpiDigest.Tests.Support;
using OpenTelemetry.Metrics;

namespace KpiDigest.Tests.Health;

/// <summary>What a collector gets over OTLP.</summary>
public sealed class MeasuresTests : RunTests
{
    private protected override StoreProvider Provider => StoreProvider.Sqlite;

    [Fact]
    public async Task A_collector_gets_the_ledgers_figures_and_no_name()
    {
        await EnqueuedRunAsync(3);
        var mail = (await Outbox.ClaimNextAsync("worker", Minute, Now))!;
        await Outbox.RefusedAsync(mail.Id, mail.LeaseToken, "550", Now);
        await using var collector = new Collector();
        using var measures = new Measures(new LedgerFigures(Runs, Outbox, new FactStore(Database), "HubSpot"));
        await measures.ReadAsync(Due + Minute, Now);
        using (var provider = MeterExport.Open(collector.Url)) Assert.True(provider.ForceFlush(20_000));

        var (path, body) = collector.Asked.First();
        Assert.Equal("/v1/metrics", path);
        foreach (var said in new[] { "kpidigest.mails", "kpidigest.mails.due", "kpidigest.mails.oldest.age", "kpidigest.runs", "weekly", "waiting", "refused", "enqueued", "service.name" })
            Assert.Contains(said, body, StringComparison.Ordinal);
        Assert.DoesNotContain("example.com", body, StringComparison.Ordinal);
        Assert.DoesNotContain("reader0", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_figures_are_those_of_the_ledger()
    {
        await EnqueuedRunAsync(3);
        await EnqueuedRunAsync(2, "quarterly", notBefore: Never - Minute);
        var mail = (await Outbox.ClaimNextAsync("worker", Minute, Now))!;
        await Outbox.RefusedAsync(mail.Id, mail.LeaseToken, "550", Now);
        using var measures = new Measures(new LedgerFigures(Runs, Outbox, new FactStore(Database), "HubSpot"));
        await measures.ReadAsync(Due + Minute * 10, Now);

        Assert.Equal(
            ["kpidigest.mails quarterly waiting 2", "kpidigest.mails weekly refused 1", "kpidigest.mails weekly waiting 2", "kpidigest.mails.due 2", "kpidigest.mails.oldest.age 600", "kpidigest.runs quarterly enqueued 1", "kpidigest.runs weekly enqueued 1"],
            Heard(measures));
    }

    private static List<string> Heard(Measures measures)
    {
        var heard = new List<string>();
        using var listener = new System.Diagnostics.Metrics.MeterListener();
        listener.InstrumentPublished = (instrument, l) =>
        {
            if (ReferenceEquals(instrument.Meter, measures.Meter)) l.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => heard.Add(Line(instrument.Name, tags, $"{value}")));
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => heard.Add(Line(instrument.Name, tags, $"{value:0}")));
        listener.Start();
        listener.RecordObservableInstruments();
        heard.Sort(StringComparer.Ordinal);
        return heard;
    }

    private static string Line(string name, ReadOnlySpan<KeyValuePair<string, object?>> tags, string value)
    {
        var words = new List<string> { name };
        foreach (var tag in tags) words.Add($"{tag.Value}");
        return string.Join(' ', [.. words, value]);
    }

    /// <summary>An OTLP collector on loopback that keeps what it is sent.</summary>
    private sealed class Collector : IAsyncDisposable
    {
        private readonly HttpListener _listener = new();

        public Collector()
        {
            using (var probe = new TcpListener(IPAddress.Loopback, 0))
            {
                probe.Start();
                Url = $"http://127.0.0.1:{((IPEndPoint)probe.LocalEndpoint).Port}/";
            }

            _listener.Prefixes.Add(Url);
            _listener.Start();
            _ = AnswerAsync();
        }

        public string Url { get; }

        public ConcurrentQueue<(string Path, string Body)> Asked { get; } = new();

        public ValueTask DisposeAsync()
        {
            _listener.Close();
            return ValueTask.CompletedTask;
        }

        private async Task AnswerAsync()
        {
            while (_listener.IsListening)
            {
                var context = await _listener.GetContextAsync();
                using var body = new MemoryStream();
                await context.Request.InputStream.CopyToAsync(body);
                Asked.Enqueue((context.Request.Url!.AbsolutePath, Encoding.Latin1.GetString(body.ToArray())));
                context.Response.ContentType = "application/x-protobuf";
                context.Response.Close();
            }
        }
    }
}
