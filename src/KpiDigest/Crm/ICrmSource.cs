using KpiDigest.Core.Facts;

namespace KpiDigest.Crm;

/// <summary>
/// A connector: pulls what changed since its cursors as pages of facts. It translates and pages; it stores nothing.
/// Failures of the world are <see cref="CrmException"/> with a message that says cause and fix.
/// </summary>
internal interface ICrmSource : IDisposable
{
    /// <summary>Name of the source in every fact key: <c>hubspot</c>.</summary>
    string Name { get; }

    /// <summary>
    /// Reads the account, checks that every configured property exists and that the token may read each object.
    /// </summary>
    /// <exception cref="CrmException">The CRM refuses (expired token, missing scope) or cannot be reached.</exception>
    Task<CrmAccount> OpenAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Pages of facts, object by object. A page whose <see cref="FactPage.Cursor"/> is set moves that object's cursor; the
    /// caller stores page and cursor in one transaction, pages in the order they come, and may fetch a few pages ahead of storing.
    /// </summary>
    /// <param name="cursors">Cursor text by object name; an absent one means first load.</param>
    /// <param name="full">Ignore the cursors and load everything again.</param>
    /// <param name="progress">Told about each request and page.</param>
    /// <param name="cancellationToken">Stops the pull.</param>
    IAsyncEnumerable<FactPage> PullAsync(IReadOnlyDictionary<string, string> cursors, bool full, ISyncProgress progress, CancellationToken cancellationToken);

    /// <summary>
    /// How many living records the CRM counts, by object; <c>doctor</c> and every full sync compare them with what is stored. A pull that
    /// has just asked answers from that. Empty: the CRM does not count.
    /// </summary>
    Task<IReadOnlyList<RecordTotal>> TotalsAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<RecordTotal>>([]);

    /// <summary>
    /// Kinds that are missing as long as the cursors stand where they do: the account's own, and what takes more than one sync to read. Asked before a pull
    /// and after it.
    /// </summary>
    /// <param name="account">What <see cref="OpenAsync"/> gave.</param>
    /// <param name="cursors">Cursor text by object name.</param>
    IReadOnlyDictionary<FactKind, string> Missing(CrmAccount account, IReadOnlyDictionary<string, string> cursors) => account.Missing;

    /// <summary>What the pull so far noticed: values that could not be read, with count and an example. Grows while pulling.</summary>
    IReadOnlyList<string> Warnings { get; }
}
