using System.Globalization;

namespace KpiDigest.Crm.Pipedrive;

/// <summary>Finds every fault of <c>Crm:Pipedrive</c>, and of the address and the names of fields that go with it.</summary>
internal static class PipedriveOptionsFaults
{
    private const int MostTokens = 100_000_000;

    public static IEnumerable<(string Key, string? Value, string Message)> Of(CrmOptions options)
    {
        if (options.BaseUrl == new CrmOptions().BaseUrl)
            yield return ("Crm:BaseUrl", options.BaseUrl, "is HubSpot's; put the company's own address, such as https://acme.pipedrive.com.");
        if (options.Pipedrive.HistoryTokensPerDay is var tokens and (< 0 or > MostTokens))
            yield return ("Crm:Pipedrive:HistoryTokensPerDay", tokens.ToString(CultureInfo.InvariantCulture), string.Create(CultureInfo.InvariantCulture, $"must be from 0 (no history) to {MostTokens}."));
        foreach (var (key, name) in options.Fields.All.Select(f => ($"Fields:{f.Key}", f.Property)).Prepend(("AmountField", options.AmountField)).Where(f => f.Item2.Any(char.IsControl)))
            yield return ($"Crm:{key}", name, "holds a line end or another control character; write the field's name or key.");
    }
}
