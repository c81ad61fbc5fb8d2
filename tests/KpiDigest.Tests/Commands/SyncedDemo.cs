using KpiDigest.DemoCrm;

namespace KpiDigest.Tests.Commands;

/// <summary>The demo company, synced once for all tests of a class.</summary>
public sealed class SyncedDemo : IAsyncLifetime
{
    private const string Digests = """
        [ { "Id": "weekly", "Template": "weekly", "Attachments": [ "team.csv", "records.csv" ], "Schedule": { "Cron": "0 0 7 ? * MON" },
            "Recipients": [ { "Email": "boss@example.com", "Name": "Ada", "Scope": "company" }, { "Email": "nobody@example.com", "Scope": "team:Nowhere" } ] },
          { "Id": "quarterly", "Template": "quarterly", "Attachments": [ "scorecard.pdf", "team.csv", "records.csv" ],
            "Schedule": { "Cron": "0 0 7 5 1,4,7,10 ?" }, "Recipients": [ { "Email": "boss@example.com", "Scope": "company" } ] } ]
        """;

    internal Shell Shell { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Shell = await Shell.OnAsync(DemoCompany.Generate(), Digests);
        var (exit, _, error) = await Shell.RunAsync("sync");
        Assert.True(exit == 0, error);
    }

    public ValueTask DisposeAsync() => Shell.DisposeAsync();
}
