using System.Data.Common;
using Dapper;

namespace KpiDigest.Store;

/// <summary>
/// Where a PostgreSQL database lives: database, table, system, timeline. A dump that was loaded has other numbers of database or table, a
/// restore to a point in time or a standby that took over has another timeline, another machine another system.
/// </summary>
internal static class DatabaseHome
{
    private const string Tables = "select (select oid::text from pg_database where datname = current_database()) || '/' || 'mails'::regclass::oid::text";
    private const string MayAsk = "select has_function_privilege('pg_control_system()', 'execute') and has_function_privilege('pg_walfile_name(pg_lsn)', 'execute') and has_function_privilege('pg_current_wal_lsn()', 'execute')";
    private const string System = "select (select system_identifier::text from pg_control_system()) || '/' || substring(pg_walfile_name(pg_current_wal_lsn()) for 8)";

    /// <summary>Null for SQLite. A role that may not ask for system and timeline gets the rest.</summary>
    public static async Task<string?> ReadAsync(Database database, DbConnection connection, DbTransaction? transaction)
    {
        if (database.Dialect.Provider != StoreProvider.Postgres) return null;
        var tables = await connection.QuerySingleAsync<string>(Tables, null, transaction);
        return await connection.QuerySingleAsync<bool>(MayAsk, null, transaction) ? $"{tables}/{await connection.QuerySingleAsync<string>(System, null, transaction)}" : tables;
    }
}
