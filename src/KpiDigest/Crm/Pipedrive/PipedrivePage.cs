namespace KpiDigest.Crm.Pipedrive;

/// <summary>A page.</summary>
/// <param name="Rows">Its records.</param>
/// <param name="Next">The place of the next page; null: there is none.</param>
internal sealed record PipedrivePage(IReadOnlyList<PipedriveRow> Rows, string? Next)
{
    /// <summary>The place of the next page. Standing still would never end.</summary>
    public static string? Behind(string? next, string? asked, string name) => string.IsNullOrEmpty(next) ? null : next != asked
        ? next
        : throw new CrmException($"Pipedrive's list of {name} does not go on: it names the same page again", isTransient: true);
}
