using System.Globalization;
using System.Text.RegularExpressions;

namespace KpiDigest.Store;

/// <summary>A numbered script of <c>Store/Migrations</c>.</summary>
/// <param name="Number">1, 2, 3 …, without gaps.</param>
/// <param name="Name">File name without extension: <c>0001_facts</c>.</param>
/// <param name="Text">SQL with the tokens of <see cref="Dialect"/>.</param>
internal sealed partial record Migration(int Number, string Name, string Text)
{
    private const string Folder = "KpiDigest.Store.Migrations.";

    /// <summary>All scripts for an engine, ascending. <c>NNNN_name.sql</c> is for both, <c>NNNN_name.sqlite.sql</c> and <c>NNNN_name.postgres.sql</c> for one.</summary>
    public static IReadOnlyList<Migration> All(Dialect dialect)
    {
        var scripts = typeof(Migration).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Folder, StringComparison.Ordinal))
            .Select(name => (Resource: name, Match: FileName().Match(name[Folder.Length..])))
            .Where(script => script.Match.Success && IsFor(dialect, script.Match.Groups["engine"].Value))
            .Select(script => new Migration(int.Parse(script.Match.Groups["number"].Value, CultureInfo.InvariantCulture), script.Match.Groups["name"].Value, Read(script.Resource)))
            .OrderBy(script => script.Number)
            .ToList();
        for (var i = 0; i < scripts.Count; i++)
            if (scripts[i].Number != i + 1) throw new InvalidOperationException($"Store/Migrations: expected script {i + 1:0000} for {dialect.Provider}, found '{scripts[i].Name}'.");
        return scripts;
    }

    private static bool IsFor(Dialect dialect, string engine) => engine.Length == 0 || engine == (dialect.Provider == StoreProvider.Postgres ? "postgres" : "sqlite");

    private static string Read(string resource)
    {
        using var reader = new StreamReader(typeof(Migration).Assembly.GetManifestResourceStream(resource)!);
        return reader.ReadToEnd();
    }

    [GeneratedRegex(@"^(?<name>(?<number>[0-9]{4})_[a-z0-9_]+)(\.(?<engine>sqlite|postgres))?\.sql$", RegexOptions.ExplicitCapture)]
    private static partial Regex FileName();
}
