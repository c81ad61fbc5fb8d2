using System.Globalization;
using KpiDigest.Core.Facts;
using KpiDigest.Crm.Dynamics;
using KpiDigest.Crm.Pipedrive;
using KpiDigest.Crm.Salesforce;

namespace KpiDigest.Crm;

/// <summary>Finds every fault of the section <c>Crm</c> at once; asks no network.</summary>
internal static class CrmOptionsValidator
{
    public static IReadOnlyList<(string Key, string? Value, string Message)> Faults(CrmOptions options) =>
    [
        .. Kind(options), .. CrmSources.ReadsFiles(options.Kind) ? Folder(options.Folder) : Api(options), .. DealKinds(options.DealKinds),
        .. Number("RequestsPerTenSeconds", options.RequestsPerTenSeconds, 1, 100_000),
        .. Number("SearchesPerSecond", options.SearchesPerSecond, 1, 5),
        .. Number("TimeoutSeconds", options.TimeoutSeconds, 1, 3600),
        .. Number("Retries", options.Retries, 0, 20),
        .. Blank("CoachingTypes", options.CoachingTypes),
        .. Filter("Include", options.Include),
        .. Filter("Exclude", options.Exclude),
    ];

    private static IEnumerable<(string, string?, string)> Kind(CrmOptions options)
    {
        if (options.Kind.Length == 0) yield return ("Crm:Kind", options.Kind, "missing: name the CRM, such as HubSpot.");
        else if (!CrmSources.Kinds.Contains(options.Kind, StringComparer.OrdinalIgnoreCase))
            yield return ("Crm:Kind", options.Kind, $"is not a known CRM; known: {string.Join(", ", CrmSources.Kinds)}.");
    }

    private static IEnumerable<(string, string?, string)> Folder(string folder)
    {
        const string key = "Crm:Folder";
        if (folder.Length == 0) yield return (key, folder, "missing: name the folder of the CSV export.");
        else if (!Directory.Exists(folder)) yield return (key, folder, "no such folder. Name the one that holds sales_pipeline.csv and sales_teams.csv.");
    }

    private static IEnumerable<(string, string?, string)> Api(CrmOptions options) =>
        [.. BaseUrl(options.BaseUrl), .. Token(options), .. IsPipedrive(options) ? PipedriveOptionsFaults.Of(options) : [.. PropertyName("AmountField", options.AmountField), .. Fields(options.Fields)]];

    private static IEnumerable<(string, string?, string)> BaseUrl(string text)
    {
        const string key = "Crm:BaseUrl";
        if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || (url.Scheme != Uri.UriSchemeHttps && url.Scheme != Uri.UriSchemeHttp) || url.Host.Length == 0)
            yield return (key, text, "is no web address; write it like https://api.hubapi.com.");
        else if (url.UserInfo.Length > 0) yield return (key, null, "holds a user or password; the token goes to Crm:Token.");
        else if (url.Query.Length > 0 || url.Fragment.Length > 0) yield return (key, text, "has a part behind ? or #; leave it out.");
        else if (url.Scheme == Uri.UriSchemeHttp && !url.IsLoopback) yield return (key, text, "would send the token unencrypted; use https (http only on this machine's loopback address).");
    }

    /// <summary>Only whether one is named: commands that need no CRM must work where the variable or file is not there.</summary>
    private static IEnumerable<(string, string?, string)> Token(CrmOptions options)
    {
        if (IsSalesforce(options))
        {
            foreach (var fault in SalesforceOptionsFaults.Of(options)) yield return fault;
            yield break;
        }

        if (options.Kind.Equals("Dynamics", StringComparison.OrdinalIgnoreCase))
        {
            foreach (var fault in DynamicsOptionsFaults.Of(options)) yield return fault;
            yield break;
        }

        if (options.Token.IsEmpty) yield return ("Crm:Token", null, "missing: put env:NAME or file:PATH with the CRM's access token.");
    }

    private static bool IsSalesforce(CrmOptions options) => options.Kind.Equals("Salesforce", StringComparison.OrdinalIgnoreCase);

    private static bool IsPipedrive(CrmOptions options) => options.Kind.Equals("Pipedrive", StringComparison.OrdinalIgnoreCase);

    private static IEnumerable<(string, string?, string)> Fields(CrmFieldOptions fields) => fields.All.SelectMany(f => PropertyName($"Fields:{f.Key}", f.Property));

    private static IEnumerable<(string, string?, string)> PropertyName(string key, string name)
    {
        if (!name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_'))
            yield return ($"Crm:{key}", name, "is no property name; use the internal name, such as amount or hs_acv.");
    }

    private static IEnumerable<(string, string?, string)> DealKinds(IDictionary<string, string> kinds) =>
        kinds.Where(k => !Enum.GetNames<DealKind>().Contains(k.Value, StringComparer.OrdinalIgnoreCase))
            .Select(k => ($"Crm:DealKinds:{k.Key}", (string?)k.Value, $"is no kind of deal; known: {string.Join(", ", Enum.GetNames<DealKind>())}."));

    private static IEnumerable<(string, string?, string)> Number(string key, int value, int least, int most)
    {
        if (value < least || value > most)
            yield return ($"Crm:{key}", value.ToString(CultureInfo.InvariantCulture), string.Create(CultureInfo.InvariantCulture, $"must be from {least} to {most}."));
    }

    private static IEnumerable<(string, string?, string)> Filter(string key, CrmFilterOptions filter) =>
        [.. Blank($"{key}:Pipelines", filter.Pipelines), .. Blank($"{key}:Owners", filter.Owners), .. Blank($"{key}:Deals", filter.Deals)];

    private static IEnumerable<(string, string?, string)> Blank(string key, IList<string> values) =>
        values.Select((value, at) => (value, at)).Where(v => string.IsNullOrWhiteSpace(v.value)).Select(v => ($"Crm:{key}:{v.at}", (string?)v.value, "is blank; name something or leave it out."));
}
