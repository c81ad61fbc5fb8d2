using System.Runtime.CompilerServices;
using KpiDigest.Crm.Http;

namespace KpiDigest.Crm.Salesforce;

/// <summary>Pages of a query in order of id.</summary>
internal sealed class SalesforcePages(SalesforceClient client, ISyncProgress progress)
{
    private const int MostRestarts = 3;

    /// <param name="counted">The object it is counted for.</param>
    /// <param name="soql">The query behind an id; empty: from the beginning.</param>
    /// <param name="after">Where it begins.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <param name="isLarge">Of a query of so many records only the first page is read; null: of none.</param>
    public async IAsyncEnumerable<RowPage> ReadAsync(
        string counted, Func<string, string> soql, string after, [EnumeratorCancellation] CancellationToken cancellationToken, Func<long, bool>? isLarge = null)
    {
        progress.Planned(counted, 1);
        var page = await client.QueryAllAsync(counted, soql(after), cancellationToken);
        progress.Started(counted, page.TotalSize);
        if (page is { Done: false, NextRecordsUrl: not null } && isLarge?.Invoke(page.TotalSize) == true)
        {
            yield return new RowPage(page.Records, Behind(after, page, counted), page.TotalSize);
            yield break;
        }

        progress.Planned(counted, Math.Max(0, (page.TotalSize + SalesforceApi.PageRows - 1) / SalesforceApi.PageRows - 1));
        var (total, restarts) = (page.TotalSize, 0);
        while (true)
        {
            if (page is { Done: true } or { NextRecordsUrl: null })
            {
                yield return new RowPage(page.Records, null, total);
                yield break;
            }

            after = Behind(after, page, counted);
            yield return new RowPage(page.Records, after, total);
            var next = await NextAsync(counted, page.NextRecordsUrl!, cancellationToken);
            if (next is null && ++restarts > MostRestarts) throw new CrmException($"Salesforce loses the place in its query of {counted} again and again; try later", isTransient: true);
            if (next?.NextRecordsUrl is { } url && url == page.NextRecordsUrl) throw new CrmException($"Salesforce's query of {counted} does not go on: it names the same page again", isTransient: true);
            page = next ?? await client.QueryAllAsync(counted, soql(after), cancellationToken);
        }
    }

    /// <summary>Null: Salesforce no longer knows the place (after two days, or a failover); the query is asked again behind the last id.</summary>
    private async Task<QueryPage?> NextAsync(string counted, string next, CancellationToken cancellationToken)
    {
        try
        {
            return await client.NextAsync(counted, next, cancellationToken);
        }
        catch (CrmException e) when (e.Code == SalesforceError.InvalidLocator)
        {
            return null;
        }
    }

    /// <summary>Where the next page starts. Standing still would never end.</summary>
    private static string Behind(string after, QueryPage page, string counted)
    {
        var last = page.Records.Count == 0 ? "" : page.Records[^1].Id;
        return SalesforceId.Fits(last) && last != after
            ? last
            : throw new CrmException($"Salesforce's query of {counted} does not go on behind id '{Excerpt.Of(after, 40)}'", isTransient: true);
    }
}

/// <summary>A page.</summary>
/// <param name="Rows">Its records.</param>
/// <param name="Next">The id behind which the next page starts; null: there is none.</param>
/// <param name="Total">How many records the query has.</param>
internal sealed record RowPage(IReadOnlyList<SalesforceRow> Rows, string? Next, long Total);
