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

    private readonly Dictionary<string, DealKind> _kinds = new(DefaultKinds, StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _coaching;

    public HubSpotMapping(CrmOptions options)
    {
        AmountField = options.AmountField is { Length: > 0 } chosen ? chosen.Trim() : "amount";
        Fields = new HubSpotFields(options.Fields);
        foreach (var (value, kind) in options.DealKinds) _kinds[value.Trim()] = Enum.Parse<DealKind>(kind, ignoreCase: true);
        _coaching = new HashSet<string>(options.CoachingTypes.Select(t => t.Trim()), StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>The deal property that holds the amount.</summary>
    public string AmountField { get; }

    /// <summary>Properties that not every account has.</summary>
    public HubSpotFields Fields { get; }

    /// <summary>Stages by id; what a deal is where it does not say so itself.</summary>
    public IReadOnlyDictionary<string, Stage> Stages { get; set; } = new Dictionary<string, Stage>();

    /// <summary>The account's zone; goals begin and end at its midnights.</summary>
    public DateTimeZone Zone { get; set; } = DateTimeZone.Utc;

    /// <summary>What could not be taken as it was.</summary>
    public MappingNotes Notes { get; } = new();

    /// <summary>Changes with every setting that changes what stored facts would hold.</summary>
    public string Fingerprint
    {
        get
        {
            var kinds = _kinds.OrderBy(k => k.Key.ToUpperInvariant(), StringComparer.Ordinal).Select(k => $"{k.Key.ToUpperInvariant()}={k.Value}");
            var coaching = _coaching.Select(c => c.ToUpperInvariant()).Order(StringComparer.Ordinal);
            var fields = Fields.All.Select(f => $"{f.Key}={f.Property}");
            var text = string.Create(
                CultureInfo.InvariantCulture, $"{Revision}\n{AmountField}\n{string.Join('\n', kinds)}\n\n{string.Join('\n', coaching)}\n\n{string.Join('\n', fields)}");
            return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 6));
        }
    }

    /// <summary>What a <c>dealtype</c> means; null: nobody said.</summary>
    public DealKind? KindOf(string dealType) => _kinds.TryGetValue(dealType.Trim(), out var kind) ? kind : null;

    public bool IsCoaching(string? activityType) => activityType is not null && _coaching.Contains(activityType.Trim());
}
