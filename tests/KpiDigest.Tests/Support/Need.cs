using System.Globalization;

namespace KpiDigest.Tests.Support;

/// <summary>
/// What a test needs from outside. Where it is absent the test is skipped and says how to get it; where
/// KPIDIGEST_REQUIRE_ALL=1 (as in CI) it fails instead, so that nothing is left out unseen.
/// </summary>
internal static class Need
{
    private const string Servers = "or run ./tests/run.sh, which starts one.";

    private static readonly string[] Browsers =
        ["chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge"];

    /// <summary>Connection string of a role that may create databases, on database <c>postgres</c>.</summary>
    public static string Postgres() =>
        Variable("KPIDIGEST_TEST_POSTGRES") ?? throw Missing($"PostgreSQL tests: set KPIDIGEST_TEST_POSTGRES to a connection string, {Servers}");

    /// <summary>A path in the folder of reference data sets.</summary>
    public static string TestData(params string[] parts)
    {
        var root = Variable("KPIDIGEST_TESTDATA") ?? RepositoryRoot.Combine("..", "shared", "data");
        var path = Path.GetFullPath(Path.Combine([root, .. parts]));
        return File.Exists(path) || Directory.Exists(path)
            ? path
            : throw Missing($"Reference data tests: {path} does not exist; set KPIDIGEST_TESTDATA to the folder of the data sets.");
    }

    /// <summary>Path of a Chromium, Chrome or Edge.</summary>
    public static string Chromium() =>
        Browsers.Select(FindProgram).FirstOrDefault(path => path is not null)
        ?? throw Missing("Scorecard tests: install chromium-headless-shell (or Chromium, Chrome, Edge) so that it is on PATH.");

    /// <summary>Path of a program on PATH (pdftotext, qpdf, smtp-sink, …).</summary>
    /// <param name="name">File name.</param>
    /// <param name="package">The Debian package that brings it, for the message.</param>
    public static string Program(string name, string package) =>
        FindProgram(name) ?? throw Missing($"This test needs the program {name}: apt-get install {package}.");

    /// <summary>A folder that an installer makes; otherwise the command that does.</summary>
    public static void Installed(string folder, string command)
    {
        if (!Directory.Exists(folder)) throw Missing($"This test needs {folder}: {command}");
    }

    /// <summary>A submission server.</summary>
    public static SmtpTestServer Smtp()
    {
        if (Variable("KPIDIGEST_TEST_SMTP_HOST") is not { } host)
            throw Missing($"SMTP tests: set KPIDIGEST_TEST_SMTP_HOST, _PORT, _USER, _PASSWORD, _CA and _MAILDIR, {Servers}");

        return new SmtpTestServer(
            host,
            Port("KPIDIGEST_TEST_SMTP_PORT"),
            OptionalPort("KPIDIGEST_TEST_SMTP_TLS_PORT"),
            OptionalPort("KPIDIGEST_TEST_SMTP_PLAIN_PORT"),
            Required("KPIDIGEST_TEST_SMTP_USER"),
            Required("KPIDIGEST_TEST_SMTP_PASSWORD"),
            Required("KPIDIGEST_TEST_SMTP_CA"),
            Required("KPIDIGEST_TEST_SMTP_MAILDIR"));
    }

    /// <summary>The long forms of load and chaos tests run only when asked for: <c>./tests/run.sh --long</c>.</summary>
    public static void LongRun()
    {
        // Not a need that CI must fulfil: the short form of each such test is in the normal suite.
        if (Variable("KPIDIGEST_TEST_LONG") != "1")
            Assert.Skip("Long test: ./tests/run.sh --long runs it.");
    }

    private static InvalidOperationException Missing(string reason)
    {
        if (Variable("KPIDIGEST_REQUIRE_ALL") == "1")
            return new InvalidOperationException($"KPIDIGEST_REQUIRE_ALL=1 allows no skip. {reason}");
        Assert.Skip(reason);
        return new InvalidOperationException(reason);
    }

    private static string? Variable(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;

    private static string Required(string name) =>
        Variable(name) ?? throw new InvalidOperationException($"KPIDIGEST_TEST_SMTP_HOST is set but {name} is not.");

    private static int Port(string name) => int.Parse(Required(name), CultureInfo.InvariantCulture);

    private static int OptionalPort(string name) => Variable(name) is null ? 0 : Port(name);

    private static string? FindProgram(string name) =>
        (Variable("PATH") ?? "").Split(Path.PathSeparator).Append("/usr/sbin")
            .Select(folder => Path.Combine(folder, name))
            .FirstOrDefault(File.Exists);
}
