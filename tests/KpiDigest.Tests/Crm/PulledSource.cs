using KpiDigest.Crm;

namespace KpiDigest.Tests.Crm;

/// <summary>Pulls from a source over a fake CRM, with cursors kept as the sync keeps them.</summary>
internal abstract class PulledSource<TSource>
    where TSource : ICrmSource
{
    public ImpatientClock Clock { get; } = new();

    public Dictionary<string, string> Cursors { get; } = [];

    public SilentProgress Progress { get; } = new();

    public IReadOnlyList<string> Warnings { get; private set; } = [];

    public CrmAccount? Account { get; private set; }

    public abstract TSource Source();

    public async Task<CrmAccount> OpenAsync()
    {
        using var source = Source();
        return await source.OpenAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>A page's cursor is kept once the page is.</summary>
    public async Task<List<FactPage>> PullAsync(bool full = false, Func<FactPage, bool>? stopAfter = null)
    {
        using var source = Source();
        Account = await source.OpenAsync(TestContext.Current.CancellationToken);
        var pages = new List<FactPage>();
        await foreach (var page in source.PullAsync(new Dictionary<string, string>(Cursors), full, Progress, TestContext.Current.CancellationToken))
        {
            pages.Add(page);
            if (page.Cursor is { } cursor) Cursors[page.Object] = cursor;
            if (stopAfter?.Invoke(page) == true) break;
        }

        Warnings = source.Warnings;
        return pages;
    }
}
