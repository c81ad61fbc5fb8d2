using System.Net.Sockets;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace KpiDigest.Store;

/// <summary>What the engines' errors mean to the person who has to act. Errors not listed here are bugs and stay as they are.</summary>
internal static class StoreFaults
{
    /// <summary>The translated fault; null where the exception is none of the world's.</summary>
    public static StoreException? Translate(string database, Exception fault) => fault switch
    {
        SqliteException sqlite => OfSqlite(database, sqlite),
        PostgresException postgres => OfPostgres(database, postgres),
        NpgsqlException npgsql when npgsql.IsTransient || npgsql.InnerException is SocketException or IOException or TimeoutException => new(
            $"{database} cannot be reached: {Cause(npgsql)}. Check that the server runs and that host, port and network are right.", isTransient: true, fault),
        _ => null,
    };

    private static StoreException? OfSqlite(string database, SqliteException fault) => fault.SqliteErrorCode switch
    {
        SQLitePCL.raw.SQLITE_FULL => new($"{database} cannot grow: the disk is full or a size limit is reached. Free some space; nothing of this step was stored.", false, fault),
        SQLitePCL.raw.SQLITE_READONLY => new($"{database} is read-only. Give the service's user write permission on the file and on its folder.", false, fault),
        SQLitePCL.raw.SQLITE_CANTOPEN => new($"{database} cannot be opened. Check that its folder exists and that the service's user may read and write there.", false, fault),
        SQLitePCL.raw.SQLITE_BUSY or SQLitePCL.raw.SQLITE_LOCKED => new($"{database} is locked by another program for too long. End the other program (a backup or an open SQL shell); the step will be tried again.", true, fault),
        SQLitePCL.raw.SQLITE_CORRUPT or SQLitePCL.raw.SQLITE_NOTADB => new($"{database} is damaged or is no SQLite database. Restore it from a backup.", false, fault),
        SQLitePCL.raw.SQLITE_IOERR => new($"{database}: the disk reports an input/output error ({fault.SqliteExtendedErrorCode}). Check the disk and its file system.", false, fault),
        _ => null,
    };

    private static StoreException? OfPostgres(string database, PostgresException fault) => fault.SqlState switch
    {
        PostgresErrorCodes.DiskFull => new($"{database} cannot grow: the server's disk is full. Free some space there; nothing of this step was stored.", false, fault),
        PostgresErrorCodes.ReadOnlySqlTransaction => new($"{database} is read-only, as a standby server is. Point Store:ConnectionString at the primary server.", false, fault),
        PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification => new($"{database} refuses the login. Check user and password in Store:ConnectionString.", false, fault),
        PostgresErrorCodes.InvalidCatalogName => new($"{database} does not exist. Create it, or correct Store:ConnectionString.", false, fault),
        PostgresErrorCodes.InsufficientPrivilege => new($"{database}: the user lacks a privilege ({fault.MessageText}). Grant it, or let the owner of the tables connect.", false, fault),
        _ when fault.IsTransient || fault.SqlState is PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.CannotConnectNow => new($"{database} is not available now: {fault.MessageText}. The step will be tried again.", true, fault),
        _ => null,
    };

    private static string Cause(NpgsqlException fault) => (fault.InnerException ?? fault).Message.TrimEnd('.');
}
