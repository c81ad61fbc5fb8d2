namespace KpiDigest.Store.Tables;

/// <summary>Writes new versions of facts inside an open transaction, the fast way of its engine.</summary>
internal abstract class FactWriter
{
    public abstract Task WriteAsync<T>(FactTable<T> table, IReadOnlyList<T> facts, CancellationToken cancellationToken);
}
