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

    public SalesforceMapping(CrmOptions options)
    {
        AmountField = options.AmountField is { Length: > 0 } chosen ? chosen.Trim() : "Amount";
        Mapped = new SalesforceFields(options.Fields);
        ReadEmails = options.Emails;
        Meanings = new ValueMeanings(options, DefaultKinds);
    }

    /// <summary>The opportunity field that holds the amount.</summary>
    public string AmountField { get; }

    public SalesforceFields Mapped { get; }

    /// <summary>What they are called.</summary>
    public MappedFields Fields => Mapped.Names;

    public bool ReadEmails { get; }

    /// <summary>The organisation's zone: days without a time begin there.</summary>
    public DateTimeZone Zone { get; set; } = DateTimeZone.Utc;

    public SalesforceRates Rates { get; set; } = SalesforceRates.None;

    public ValueMeanings Meanings { get; }

    /// <summary>What could not be taken as it was.</summary>
    public MappingNotes Notes { get; } = new();

    /// <summary>
    /// Changes with every setting that changes what stored facts would hold, and with what the user sees: a field that becomes visible
    /// later, or a rate that changes, means loading the object again.
    /// </summary>
    public string Fingerprint(string objectType, IEnumerable<string> select)
    {
        var fields = Mapped.All.Where(f => f.Object == objectType).Select(f => $"{f.Key}={f.Name}");
        string[] own = objectType switch
        {
            SalesforceApi.Opportunity => [AmountField, Rates.Corporate ?? "", Rates.Text, .. Meanings.Kinds],
            SalesforceApi.Event => [Zone.Id, .. Meanings.Coaching],
            SalesforceApi.Task => [Zone.Id, ReadEmails ? "emails" : "", .. Meanings.Coaching],
            _ => [Zone.Id],
        };
        var text = string.Create(CultureInfo.InvariantCulture, $"{Revision}\n{string.Join('\n', own)}\n\n{string.Join('\n', fields)}\n\n{string.Join('\n', select)}");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 6));
    }
}
