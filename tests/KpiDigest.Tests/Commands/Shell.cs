using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Dapper;
using KpiDigest.Commands;
using KpiDigest.DemoCrm;
using KpiDigest.Tests.Support;
using Microsoft.Data.Sqlite;

namespace KpiDigest.Tests.Commands;

/// <summary>A folder with a configuration, and the command line on it; the CRM is the demo server over real HTTP.</summary>
internal sealed class Shell : IAsyncDisposable
{
    private readonly DemoCrmServer? _server;

    private Shell(DemoCrmServer? server) => _server = server;

    public TempFolder Folder { get; } = new();

    public string Config => Path.Combine(Folder.Path, "appsettings.json");

    /// <summary>The demo server.</summary>
    public DemoCrmServer Server => _server!;

    public string Outbox => Path.Combine(Folder.Path, "mails");

    public string Supplements => Path.Combine(Folder.Path, "supplements");

    public static async Task<Shell> OnAsync(DemoCrmData data, string digests = "[]", DemoCrmFaults? faults = null)
    {
        var server = await DemoCrmServer.StartAsync(data, 0, faults, CancellationToken.None);
        var shell = new Shell(server);
        Directory.CreateDirectory(shell.Supplements);
        foreach (var (name, text) in data.Supplements) await File.WriteAllTextAsync(Path.Combine(shell.Supplements, name), text);
        await File.WriteAllTextAsync(shell.Config, shell.Configuration(data, server.BaseUrl.ToString(), server.Token, digests));
        return shell;
    }

    /// <summary>Runs a command; answers with its exit code and what it printed.</summary>
    public async Task<(int Exit, string Out, string Error)> RunAsync(params string[] args)
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        var exit = await CommandLine.RunAsync([.. args, "--config", Config], output, error);
        return (exit, output.ToString(), error.ToString());
    }

    /// <summary>Runs a command that must succeed and print JSON.</summary>
    public async Task<JsonElement> JsonAsync(params string[] args)
    {
        var (exit, output, error) = await RunAsync([.. args, "--format", "json"]);
        Assert.True(exit == ExitCode.Done, error);
        using var document = JsonDocument.Parse(output);
        return document.RootElement.Clone();
    }

    /// <summary>Every row of every table of the store, as one hash: what must be the same where a command leaves no state.</summary>
    public async Task<string> StoreAsync()
    {
        await using var connection = new SqliteConnection("Data Source=" + Path.Combine(Folder.Path, "store.db"));
        await connection.OpenAsync();
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var table in await connection.QueryAsync<string>("select name from sqlite_master where type = 'table' order by name"))
        {
            await using var rows = await connection.ExecuteReaderAsync($"select * from \"{table}\"");
            while (await rows.ReadAsync())
                for (var i = 0; i < rows.FieldCount; i++)
                    hash.AppendData(rows.GetValue(i) is byte[] bytes ? bytes : Encoding.UTF8.GetBytes($"{table}.{i}={rows.GetValue(i)}"));
        }

        return Convert.ToHexString(hash.GetHashAndReset());
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null) await _server.DisposeAsync();
        Folder.Dispose();
    }

    private string Configuration(DemoCrmData data, string baseUrl, string token, string digests) => $$"""
        {
          "Installation": "test",
          "Crm": { "Kind": "HubSpot", "BaseUrl": "{{baseUrl.TrimEnd('/')}}", "Token": "{{token}}", "Retries": 2, "RequestsPerTenSeconds": 100000, "SearchesPerSecond": 5,
                   "Fields": {{JsonSerializer.Serialize(data.Fields)}}, "DealKinds": {{JsonSerializer.Serialize(data.DealKinds)}} },
          "Supplements": { "Folder": {{JsonSerializer.Serialize(data.Supplements.Count > 0 ? Supplements : "")}} },
          "Store": { "Provider": "Sqlite", "ConnectionString": {{JsonSerializer.Serialize("Data Source=" + Path.Combine(Folder.Path, "store.db"))}} },
          "Calendar": { "TimeZone": "{{data.TimeZone}}", "HomeCurrency": "{{data.Currency}}", "HolidaySet": "{{data.HolidaySet}}" },
          "Mail": { "Mode": "Live", "Channel": "Folder", "From": "digest@example.com", "Folder": { "Path": {{JsonSerializer.Serialize(Outbox)}} } },
          "Digests": {{digests}}
        }
        """;
}
