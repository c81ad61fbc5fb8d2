using KpiDigest.Crm.Csv;
using KpiDigest.Crm.Dynamics;
using KpiDigest.Crm.HubSpot;
using KpiDigest.Crm.Pipedrive;
using KpiDigest.Crm.Salesforce;

namespace KpiDigest.Crm;

/// <summary>The one list of connectors.</summary>
internal static class CrmSources
{
    /// <summary>The connector that reads files: it has no address and no token, but a folder.</summary>
    public const string Csv = "Csv";

    private static readonly Dictionary<string, Func<CrmOptions, TimeProvider, HttpMessageHandler?, ICrmSource>> All = new(StringComparer.OrdinalIgnoreCase)
    {
        ["HubSpot"] = (options, clock, transport) => new HubSpotSource(options, clock, transport),
        ["Salesforce"] = (options, clock, transport) => new SalesforceSource(options, clock, transport),
        ["Pipedrive"] = (options, clock, transport) => new PipedriveSource(options, clock, transport),
        ["Dynamics"] = (options, clock, transport) => new DynamicsSource(options, clock, transport),
        [Csv] = (options, _, _) => new CsvSource(options),
    };

    /// <summary>Names that <c>Crm:Kind</c> may have.</summary>
    public static IReadOnlyCollection<string> Kinds => All.Keys;

    /// <summary>Whether a connector reads files instead of an API.</summary>
    public static bool ReadsFiles(string kind) => kind.Equals(Csv, StringComparison.OrdinalIgnoreCase);

    /// <summary>The name of a connector's records in every fact key.</summary>
    public static string NameOf(string kind) => kind.ToLowerInvariant();

    /// <summary>Opens the connector that the options name.</summary>
    /// <param name="options">Which CRM, with its token.</param>
    /// <param name="clock">Time of windows and waits.</param>
    /// <param name="transport">Where requests end; null: the network.</param>
    /// <exception cref="CrmException">No connector has that name; the message lists the known ones.</exception>
    public static ICrmSource Create(CrmOptions options, TimeProvider clock, HttpMessageHandler? transport = null) =>
        All.TryGetValue(options.Kind, out var create)
            ? create(options, clock, transport)
            : throw new CrmException($"Crm:Kind '{options.Kind}' is not a known CRM; known: {string.Join(", ", Kinds)}", isTransient: false);
}
