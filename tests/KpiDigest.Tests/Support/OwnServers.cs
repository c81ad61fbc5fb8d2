using System.Diagnostics;
using System.Globalization;

namespace KpiDigest.Tests.Support;

/// <summary>A PostgreSQL and a Postfix that no other test uses, so that they may be disturbed.</summary>
internal sealed class OwnServers : IAsyncDisposable
{
    private readonly TempFolder _folder = new();
    private readonly Dictionary<string, string> _values = [];

    private OwnServers()
    {
    }

    /// <summary>Connection string of the administrator, on database <c>postgres</c>.</summary>
    public string Postgres => _values["KPIDIGEST_TEST_POSTGRES"];

    public SmtpTestServer Mail => new(
        _values["KPIDIGEST_TEST_SMTP_HOST"],
        int.Parse(_values["KPIDIGEST_TEST_SMTP_PORT"], CultureInfo.InvariantCulture),
        0,
        0,
        _values["KPIDIGEST_TEST_SMTP_USER"],
        _values["KPIDIGEST_TEST_SMTP_PASSWORD"],
        _values["KPIDIGEST_TEST_SMTP_CA"],
        _values["KPIDIGEST_TEST_SMTP_MAILDIR"]);

    /// <summary>Starts both; skips where the shared ones are not there either.</summary>
    public static async Task<OwnServers> StartAsync()
    {
        Need.Postgres();
        Need.Smtp();
        var servers = new OwnServers();
        await servers.ScriptAsync("up.sh");
        foreach (var line in await File.ReadAllLinesAsync(servers._folder.Combine("env")))
            if (line["export ".Length..].Split('=', 2) is [var name, var value]) servers._values[name] = value.Trim('\'');
        return servers;
    }

    /// <summary>See <c>tests/servers/trouble.sh</c>.</summary>
    public Task TroubleAsync(params string[] what) => ScriptAsync("trouble.sh", what);

    public async ValueTask DisposeAsync()
    {
        await ScriptAsync("down.sh");
        _folder.Dispose();
    }

    private async Task ScriptAsync(string script, params string[] arguments)
    {
        var start = new ProcessStartInfo(RepositoryRoot.Combine("tests", "servers", script), [_folder.Path, .. arguments]) { RedirectStandardError = true, RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        // What the script starts inherits its output and keeps it open, so only the script's own end is waited for.
        await process.WaitForExitAsync(CancellationToken.None).WaitAsync(TimeSpan.FromMinutes(2));
        if (process.ExitCode != 0) Assert.Fail($"{script} {string.Join(' ', arguments)} ended with {process.ExitCode}.");
    }
}
