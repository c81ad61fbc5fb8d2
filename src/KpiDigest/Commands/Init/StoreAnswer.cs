using Npgsql;

namespace KpiDigest.Commands.Init;

/// <summary>Where the store is. A PostgreSQL password stands in a password file beside the configuration, not in it.</summary>
internal sealed record StoreAnswer(string Provider, string ConnectionString, string PasswordFile)
{
    /// <param name="answer">The connection string; empty: SQLite.</param>
    /// <param name="folder">Of the configuration.</param>
    public static StoreAnswer Of(string answer, string folder)
    {
        if (answer.Length == 0) return new StoreAnswer("Sqlite", "Data Source=" + Path.Combine(folder, "kpidigest.db"), "");
        var connection = new NpgsqlConnectionStringBuilder(answer);
        if (connection.Password is not { Length: > 0 } password) return new StoreAnswer("Postgres", answer, "");
        connection.Remove("Password");
        connection.Passfile = Path.Combine(folder, Questions.Store.SecretFile);
        return new StoreAnswer("Postgres", connection.ConnectionString, "*:*:*:*:" + Escaped(password));
    }

    // PostgreSQL's .pgpass: a colon or backslash in a field has a backslash before it.
    private static string Escaped(string password) => password.Replace("\\", "\\\\", StringComparison.Ordinal).Replace(":", "\\:", StringComparison.Ordinal);
}
