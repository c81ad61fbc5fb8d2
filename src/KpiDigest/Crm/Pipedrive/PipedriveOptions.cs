namespace KpiDigest.Crm.Pipedrive;

/// <summary>What is Pipedrive's own.</summary>
internal sealed class PipedriveOptions
{
    /// <summary>
    /// Of the tokens that the company's programs share each day, how many may be spent on logs of changes, at 20 a deal; 0: no history is read.
    /// </summary>
    public int HistoryTokensPerDay { get; set; } = 10_000;
}
