using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using KpiDigest.Core.Facts;
using NodaTime;

namespace KpiDigest.Crm.HubSpot;

/// <summary>What the mapper needs beside the rows: the configuration's meanings and what the account says about itself.</summary>
internal sealed class HubSpotMapping
{
    /// <summary>Raise it when the same answers would make other facts: everything is then loaded again.</summary>
    private const int Revision = 4;

    private static readonly Dictionary<string, DealKind> DefaultKinds = new(StringComparer.OrdinalIgnoreCase)
    {
        ["newbusiness"] = DealKind.New,
        ["existingbusiness"] = DealKind.Expansion,
        ["renewal"] = DealKind.Renewal,
    };

    public HubSpotMapping(CrmOptions options)
    {
        AmountField = options.AmountField is { Length: > 0 } chosen ? chosen.Trim() : "amount";
        Mapped = new HubSpotFields(options.Fields);
        Meanings = new ValueMeanings(options, DefaultKinds);
    }

    /// <summary>The deal property that holds the amount.</summary>
    public string AmountField { get; }

    /// <summary>Properties that not every account has.</summary>
    public HubSpotFields Mapped { get; }

    /// <summary>What they are called.</summary>
    public MappedFields Fields => Mapped.Names;

    /// <summary>Stages by id; what a deal is where it does not say so itself.</summary>
    public IReadOnlyDictionary<string, Stage> Stages { get; set; } = new Dictionary<string, Stage>();

    /// <summary>The account's zone; goals begin and end at its midnights.</summary>
    public DateTimeZone Zone { get; set; } = DateTimeZone.Utc;

    public ValueMeanings Meanings { get; }

    /// <summary>What could not be taken as it was.</summary>
    public MappingNotes Notes { get; } = new();

    /// <summary>Changes with every setting that changes what stored facts would hold.</summary>
    public string Fingerprint
    {
        get
        {
            var fields = Mapped.All.Select(f => $"{f.Key}={f.Property}");
            var text = string.Create(
                CultureInfo.InvariantCulture, $"{Revision}\n{AmountField}\n{string.Join('\n', Meanings.Kinds)}\n\n{string.Join('\n', Meanings.Coaching)}\n\n{string.Join('\n', fields)}");
            return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 6));
        }
    }
}
