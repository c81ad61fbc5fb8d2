using System.Text;
using Dapper;
using KpiDigest.Commands;
using KpiDigest.DemoCrm;
using Microsoft.Data.Sqlite;

namespace KpiDigest.Tests.Commands;

/// <summary>Erasing somebody of the demo company: every number of every KPI stays, and the name is in no byte of the database.</summary>
public sealed class EraseCommandTests : IAsyncLifetime
{
    private Shell _shell = null!;

    public async ValueTask InitializeAsync()
    {
        _shell = await Shell.OnAsync(DemoCompany.Generate());
        Assert.Equal(ExitCode.Done, (await _shell.RunAsync("sync")).Exit);
    }

    public ValueTask DisposeAsync() => _shell.DisposeAsync();

    [Fact]
    public async Task Every_number_stays_and_the_name_is_in_no_byte_of_the_database()
    {
        var (id, name, email) = await RepAsync();
        var before = await NumbersAsync(id);
        Assert.NotEqual(0, Occurrences(name));

        var looked = await _shell.RunAsync("erase", name);
        Assert.Contains("nothing was changed", looked.Out, StringComparison.Ordinal);
        Assert.NotEqual(0, Occurrences(name));
        var (exit, output, error) = await _shell.RunAsync("erase", $"#{id}", "--yes");
        Assert.True(exit == ExitCode.Done, error);
        Assert.Contains(email, output, StringComparison.OrdinalIgnoreCase);

        Assert.Equal((0, 0), (Occurrences(name), Occurrences(email)));
        Assert.Equal(ExitCode.Done, (await _shell.RunAsync("sync", "--full")).Exit);
        Assert.Equal(before, await NumbersAsync(id));
        Assert.Equal((0, 0), (Occurrences(name), Occurrences(email)));
    }

    [Fact]
    public async Task Somebody_unknown_is_bad_usage()
    {
        var (exit, _, error) = await _shell.RunAsync("erase", "Nobody Atall", "--yes");
        Assert.Equal(ExitCode.BadUsage, exit);
        Assert.Contains("no rep is called so", error, StringComparison.Ordinal);
    }

    /// <summary>Unrounded values of all KPIs: the quarter of the company, and a week of the rep.</summary>
    private async Task<string> NumbersAsync(string id)
    {
        var texts = new List<string>();
        foreach (var (period, scope) in new[] { ("2017-Q4", "company"), ("2017-W50", $"rep:#{id}") })
            foreach (var kpi in (await _shell.JsonAsync("kpi", "--period", period, "--scope", scope, "--as-of", "2017-12-31")).EnumerateArray())
                texts.Add(string.Join(' ', new[] { "kpi", "status", "value", "numerator", "denominator" }.Select(p => kpi.GetProperty(p).GetRawText())));
        Assert.True(texts.Count > 60, $"{texts.Count}");
        return string.Join('\n', texts);
    }

    private async Task<(string Id, string Name, string Email)> RepAsync()
    {
        await using var connection = new SqliteConnection($"Data Source={_shell.Folder.Combine("store.db")};Pooling=False");
        return await connection.QueryFirstAsync<(string, string, string)>(
            "select r.id, r.name, r.email from reps r join deals d on d.owner_id = r.id where r.email is not null and r.active = 1 group by r.id order by count(*) desc, r.id limit 1");
    }

    private int Occurrences(string text)
    {
        SqliteConnection.ClearAllPools();
        var bytes = Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(text));
        return new[] { "store.db", "store.db-wal" }.Select(f => _shell.Folder.Combine(f)).Where(File.Exists)
            .Sum(file => Encoding.Latin1.GetString(File.ReadAllBytes(file)).Split(bytes, StringSplitOptions.None).Length - 1);
    }
}
