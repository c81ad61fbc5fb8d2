using System.Text.Encodings.Web;
using System.Text.Json;
using KpiDigest.Core.Digests;
using KpiDigest.Core.Digests.Quarterly;
using KpiDigest.Core.Digests.Weekly;
using KpiDigest.Core.Facts;

namespace KpiDigest.Tests.Rendering;

/// <summary>The samples template authors see are what the composers make of today's model.</summary>
public sealed class SampleTests
{
    private static readonly JsonSerializerOptions Readable = new(JsonSerializerOptions.Web) { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [Fact]
    public void The_weekly_sample_is_up_to_date() =>
        Verify("weekly", WeeklyComposer.Compose(SomeFigures.Weekly(), Names(), SomeFigures.Audience("en-US", "HubSpot was not reachable since Dec 23."), "1 Example Street, London"));

    [Fact]
    public void The_quarterly_sample_is_up_to_date() =>
        Verify("quarterly", QuarterlyComposer.Compose(SomeQuarter.Quarterly(), Names(), SomeFigures.Audience("en-US", "HubSpot was not reachable since Jan 4."), "1 Example Street, London"));

    private static void Verify<T>(string folder, T model)
    {
        var expected = JsonSerializer.Serialize(model, Readable).ReplaceLineEndings("\n") + "\n";
        var file = Support.RepositoryRoot.Combine("templates", folder, "sample.json");
        if (File.Exists(file) && File.ReadAllText(file) == expected) return;
        var received = Path.ChangeExtension(file, ".received.json");
        File.WriteAllText(received, expected);
        Assert.Fail($"{file} is not what the composer makes today. Review {received} and move it there.");
    }

    private static Dictionary<(FactKind Kind, string Id), NamedRecord> Names() =>
        SomeFigures.RecordNames().ToDictionary(n => n.Key, n => new NamedRecord(n.Value.Name, n.Value.Link));
}
