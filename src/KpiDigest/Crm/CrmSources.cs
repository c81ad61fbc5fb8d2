using KpiDigest.Crm.HubSpot;

namespace KpiDigest.Crm;

/// <summary>The one list of connectors.</summary>
internal static class CrmSources
{
    private static readonly Dictionary<string, Func<CrmOptions, TimeProvider, HttpMessageHandler?, ICrmSource>> All = new(StringComparer.OrdinalIgnoreCase)
    {
        ["HubSpot"] = (options, clock, transport) => new HubSpotSource(options, clock, transport),
    };

    /// <summary>Names that <c>Crm:Kind</c> may have.</summary>
    public static IReadOnlyCollection<string> Kinds => All.Keys;

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
