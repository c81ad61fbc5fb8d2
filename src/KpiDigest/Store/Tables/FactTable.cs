using KpiDigest.Core.Facts;

namespace KpiDigest.Store.Tables;

/// <summary>Where a kind of fact is kept: every table has source, its key, recorded_at, hash, deleted and content columns.</summary>
internal abstract class FactTable
{
    protected FactTable(FactKind? kind, string name, Column[] key, Column[] content)
    {
        (Kind, Name, Key, Content) = (kind, name, key, content);
        KeyList = string.Join(", ", key.Select(column => column.Name));
        ContentList = string.Join(", ", content.Select(column => column.Name));
        HasStamp = Array.Exists(content, column => column.Name == "modified_at");
        AllColumns = $"source, {KeyList}, recorded_at, hash, deleted, {ContentList}";
    }

    /// <summary>The kind; null for the changes of deals, which go with their deal.</summary>
    public FactKind? Kind { get; }

    public string Name { get; }

    public Column[] Key { get; }

    public Column[] Content { get; }

    /// <summary>Key columns, separated by commas.</summary>
    public string KeyList { get; }

    /// <summary>Content columns, separated by commas.</summary>
    public string ContentList { get; }

    /// <summary>All columns in the order in which rows are written.</summary>
    public string AllColumns { get; }

    /// <summary>Whether the records carry the CRM's stamp of their last change.</summary>
    public bool HasStamp { get; }

    /// <summary>Small kinds, whose complete lists mark absent records deleted; for them it is kept when each record last came.</summary>
    public static bool IsSmall(FactKind kind) => kind is FactKind.Rep or FactKind.Team or FactKind.Stage or FactKind.Quota;

    /// <summary>How a kind is stored in columns.</summary>
    public static string NameOf(FactKind kind) => kind.ToString().ToLowerInvariant();

    /// <summary>SQL condition that row <c>t</c> is the newest version of its record.</summary>
    public string IsNewest => $"t.recorded_at = (select max(n.recorded_at) from {Name} n where n.source = t.source{string.Concat(Key.Select(column => $" and n.{column.Name} = t.{column.Name}"))})";
}

/// <summary>A fact table together with the translation between facts and rows.</summary>
/// <param name="kind">Kind of fact.</param>
/// <param name="name">Table name.</param>
/// <param name="key">Key columns beside the source; the first one is the record's id.</param>
/// <param name="content">Content columns.</param>
/// <param name="write">Adds key, then <see cref="FactRow.StartContent"/>, then content in column order.</param>
/// <param name="read">Reads key, then content in column order.</param>
/// <param name="isSame">Whether two facts are versions of one record.</param>
internal sealed class FactTable<T>(FactKind? kind, string name, Column[] key, Column[] content, Action<T, FactRow> write, Func<FactReader, T> read, Func<T, T, bool> isSame)
    : FactTable(kind, name, key, content)
{
    public Action<T, FactRow> Write { get; } = write;

    public Func<FactReader, T> Read { get; } = read;

    public Func<T, T, bool> IsSame { get; } = isSame;
}
