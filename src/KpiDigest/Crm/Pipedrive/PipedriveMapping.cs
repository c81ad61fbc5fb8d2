using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using NodaTime;

namespace KpiDigest.Crm.Pipedrive;

/// <summary>What the mappers need beside the rows: the configuration's meanings and what the company says about itself.</summary>
internal sealed class PipedriveMapping(CrmOptions options, PipedriveFields mapped, DateTimeZone zone, MappingNotes notes)
{
    /// <summary>Raise it when the same answers would make other facts: everything is then loaded again.</summary>
    private const int Revision = 1;

    public PipedriveFields Mapped { get; } = mapped;

    /// <summary>Their keys.</summary>
    public MappedFields Fields => Mapped.Names;

    /// <summary>The deal field that holds the amount.</summary>
    public string AmountField => Mapped.Amount;

    public bool ReadEmails { get; } = options.Emails;

    /// <summary>The zone of the token's user: days without a time begin there.</summary>
    public DateTimeZone Zone { get; } = zone;

    /// <summary>Pipedrive has no standard kinds of deal.</summary>
    public ValueMeanings Meanings { get; } = new(options, []);

    /// <summary>Activity types: what they are called and what picture they have, by key.</summary>
    public IReadOnlyDictionary<string, ActivityTypeName> ActivityTypes { get; init; } = new Dictionary<string, ActivityTypeName>();

    /// <summary>What could not be taken as it was.</summary>
    public MappingNotes Notes { get; } = notes;

    /// <summary>Changes with every setting and definition that changes what stored facts would hold.</summary>
    public string Fingerprint(string objectType)
    {
        string[] own = objectType switch
        {
            PipedriveApi.DealsName => [AmountField, .. Meanings.Kinds],
            PipedriveApi.ActivitiesName => [ReadEmails ? "emails" : "", .. Meanings.Coaching, .. ActivityTypes.OrderBy(t => t.Key, StringComparer.Ordinal).Select(t => $"{t.Key}={t.Value}")],
            _ => [],
        };
        return Hash(string.Create(CultureInfo.InvariantCulture, $"{Revision}\n{Zone.Id}\n{string.Join('\n', own)}\n\n{string.Join('\n', Mapped.Lines(objectType))}"));
    }

    /// <summary>Changes with what makes changes of deals only: to read all logs again takes days.</summary>
    public string HistoryFingerprint => Hash(string.Create(
        CultureInfo.InvariantCulture, $"{Revision}\n{AmountField}\n{string.Join('\n', Mapped.Lines(PipedriveApi.DealsName).Where(l => l.StartsWith("ForecastCategory=", StringComparison.Ordinal)))}"));

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 6));
}

/// <summary>An activity type.</summary>
/// <param name="Name">As people see it.</param>
/// <param name="Picture">Its icon, which tells what a type of the company's own is like.</param>
internal sealed record ActivityTypeName(string Name, string Picture);
