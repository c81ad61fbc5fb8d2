using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using KpiDigest.Core.Facts;
using NodaTime;

namespace KpiDigest.Crm.Salesforce;

/// <summary>What the mappers need beside the rows: the configuration's meanings and what the organisation says about itself.</summary>
internal sealed class SalesforceMapping
{
    /// <summary>Raise it when the same answers would make other facts: everything is then loaded again.</summary>
    private const int Revision = 1;

    private static readonly Dictionary<string, DealKind> DefaultKinds = new(StringComparer.OrdinalIgnoreCase)
    {
        ["New Business"] = DealKind.New,
        ["New Customer"] = DealKind.New,
        ["Existing Business"] = DealKind.Expansion,
        ["Existing Customer - Upgrade"] = DealKind.Expansion,
        ["Existing Customer - Replacement"] = DealKind.Expansion,
        ["Existing Customer - Downgrade"] = DealKind.Expansion,
        ["Add-On Business"] = DealKind.Expansion,
        ["Renewal"] = DealKind.Renewal,
    };

    private readonly Dictionary<string, DealKind> _kinds = new(DefaultKinds, StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _coaching;

    public SalesforceMapping(CrmOptions options)
    {
        AmountField = options.AmountField is { Length: > 0 } chosen ? chosen.Trim() : "Amount";
        Fields = new SalesforceFields(options.Fields);
        ReadEmails = options.Emails;
        foreach (var (value, kind) in options.DealKinds) _kinds[value.Trim()] = Enum.Parse<DealKind>(kind, ignoreCase: true);
        _coaching = new HashSet<string>(options.CoachingTypes.Select(t => t.Trim()), StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>The opportunity field that holds the amount.</summary>
    public string AmountField { get; }

    public SalesforceFields Fields { get; }

    public bool ReadEmails { get; }

    /// <summary>The organisation's zone: days without a time begin there.</summary>
    public DateTimeZone Zone { get; set; } = DateTimeZone.Utc;

    public SalesforceRates Rates { get; set; } = SalesforceRates.None;

    /// <summary>What could not be taken as it was.</summary>
    public MappingNotes Notes { get; } = new();

    /// <summary>
    /// Changes with every setting that changes what stored facts would hold, and with what the user sees: a field that becomes visible
    /// later, or a rate that changes, means loading the object again.
    /// </summary>
    public string Fingerprint(string objectType, IEnumerable<string> select)
    {
        var kinds = _kinds.OrderBy(k => k.Key.ToUpperInvariant(), StringComparer.Ordinal).Select(k => $"{k.Key.ToUpperInvariant()}={k.Value}");
        var coaching = _coaching.Select(c => c.ToUpperInvariant()).Order(StringComparer.Ordinal);
        var fields = Fields.All.Where(f => f.Object == objectType).Select(f => $"{f.Key}={f.Name}");
        string[] own = objectType switch
        {
            SalesforceApi.Opportunity => [AmountField, Rates.Corporate ?? "", Rates.Text, .. kinds],
            SalesforceApi.Event => [Zone.Id, .. coaching],
            SalesforceApi.Task => [Zone.Id, ReadEmails ? "emails" : "", .. coaching],
            _ => [Zone.Id],
        };
        var text = string.Create(CultureInfo.InvariantCulture, $"{Revision}\n{string.Join('\n', own)}\n\n{string.Join('\n', fields)}\n\n{string.Join('\n', select)}");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 6));
    }

    /// <summary>What an opportunity's <c>Type</c> means; null: nobody said.</summary>
    public DealKind? KindOf(string type) => _kinds.TryGetValue(type.Trim(), out var kind) ? kind : null;

    public bool IsCoaching(string? type) => type is not null && _coaching.Contains(type.Trim());
}
