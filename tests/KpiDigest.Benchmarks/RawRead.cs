using System.Globalization;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace KpiDigest.Benchmarks;

/// <summary>Reads columns over SQLite's C interface, making nothing of them but .NET values.</summary>
internal static class RawRead
{
    /// <summary>Reads every value of a query; texts become strings. Answers the number of rows.</summary>
    public static long All(SqliteConnection connection, string sql)
    {
        if (raw.sqlite3_prepare_v2(connection.Handle!, sql, out var statement) != raw.SQLITE_OK) throw new InvalidOperationException(raw.sqlite3_errmsg(connection.Handle!).utf8_to_string());
        using (statement)
        {
            long rows = 0, sum = 0;
            var columns = raw.sqlite3_column_count(statement);
            while (raw.sqlite3_step(statement) == raw.SQLITE_ROW)
            {
                rows++;
                for (var c = 0; c < columns; c++)
                {
                    sum += raw.sqlite3_column_type(statement, c) switch
                    {
                        raw.SQLITE_INTEGER => raw.sqlite3_column_int64(statement, c),
                        raw.SQLITE_NULL => 0,
                        _ => raw.sqlite3_column_text(statement, c).utf8_to_string().Length,
                    };
                }
            }

            // What was read must be used, or the compiler may leave it out.
            if (sum == long.MinValue) Console.WriteLine(sum.ToString(CultureInfo.InvariantCulture));
            return rows;
        }
    }
}
