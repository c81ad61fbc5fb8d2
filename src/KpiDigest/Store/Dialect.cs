using System.Collections.Concurrent;

namespace KpiDigest.Store;

/// <summary>
/// The few words in which the two engines differ. SQL is written once, with tokens in braces; <see cref="Sql"/> puts in the engine's
/// own words. The tokens are listed in the folder's README.
/// </summary>
internal sealed class Dialect
{
    private readonly ConcurrentDictionary<string, string> _texts = new(StringComparer.Ordinal);
    private readonly (string Token, string Words)[] _tokens;

    private Dialect(StoreProvider provider, params (string Token, string Words)[] tokens) => (Provider, _tokens) = (provider, tokens);

    public static Dialect Sqlite { get; } = new(
        StoreProvider.Sqlite,
        ("{now}", "cast(unixepoch('now', 'subsec') * 1000000 as integer)"),
        ("{for_update}", ""),
        ("{skip_locked}", ""),
        ("{greatest}", "max"),
        ("{identity}", "integer primary key autoincrement"),
        ("{bytes}", "blob"),
        ("{key}", "text"),
        ("{clustered}", "without rowid"));

    public static Dialect Postgres { get; } = new(
        StoreProvider.Postgres,
        ("{now}", "cast(extract(epoch from clock_timestamp()) * 1000000 as bigint)"),
        ("{for_update}", "for update"),
        ("{skip_locked}", "for update skip locked"),
        ("{greatest}", "greatest"),
        ("{identity}", "bigint generated always as identity primary key"),
        ("{bytes}", "bytea"),
        ("{key}", "text collate \"C\""),
        ("{clustered}", ""));

    public StoreProvider Provider { get; }

    public static Dialect Of(StoreProvider provider) => provider == StoreProvider.Postgres ? Postgres : Sqlite;

    /// <summary>The same dialect with nothing in place of a token: what a token only makes faster must work without it, too.</summary>
    public Dialect Without(string token) => new(Provider, [.. _tokens.Select(known => known.Token == token ? (token, "") : known)]);

    /// <summary>The text in this engine's words.</summary>
    public string Sql(string text) => _texts.GetOrAdd(text, Replace);

    /// <summary>Condition that a column is in a list parameter: Dapper spells lists out for SQLite and hands PostgreSQL an array.</summary>
    public string In(string column, string parameter) => Provider == StoreProvider.Postgres ? $"{column} = any(@{parameter})" : $"{column} in @{parameter}";

    private string Replace(string text) => _tokens.Aggregate(text, (sql, token) => sql.Replace(token.Token, token.Words, StringComparison.Ordinal));
}
