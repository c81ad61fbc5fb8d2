using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using KpiDigest.Core.Facts;

namespace KpiDigest.Crm.Dynamics;

/// <summary>What the mappers need beside the rows: the configuration's meanings and what the environment says about itself.</summary>
internal sealed class DynamicsMapping
{
    /// <summary>Raise it when the same answers would make other facts: everything is then loaded again.</summary>
    private const int Revision = 1;

    private readonly HashSet<string> _kindValues;

    public DynamicsMapping(CrmOptions options)
    {
        AmountField = options.AmountField is { Length: > 0 } chosen ? chosen.Trim() : null;
        StageField = options.Dynamics.StageField.Trim();
        Mapped = new DynamicsFields(options.Fields);
        ReadEmails = options.Emails;
        Meanings = new ValueMeanings(options, []);
        _kindValues = new HashSet<string>(options.DealKinds.Keys.Select(k => k.Trim()), StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>The opportunity column that holds the amount; null: the estimate of what is open or lost, the actual value of what is won.</summary>
    public string? AmountField { get; }

    /// <summary>The opportunity column that holds the stage.</summary>
    public string StageField { get; }

    public DynamicsFields Mapped { get; }

    /// <summary>What they are called.</summary>
    public MappedFields Fields => Mapped.Names;

    public bool ReadEmails { get; }

    public ValueMeanings Meanings { get; }

    /// <summary>ISO codes of the currencies by id.</summary>
    public IReadOnlyDictionary<string, string> Currencies { get; set; } = new Dictionary<string, string>();

    /// <summary>ISO code of the environment's base currency; null: not known.</summary>
    public string? BaseCurrency { get; set; }

    /// <summary>Users that are no people: applications, support.</summary>
    public IReadOnlySet<string> Applications { get; set; } = new HashSet<string>();

    /// <summary>What could not be taken as it was.</summary>
    public MappingNotes Notes { get; } = new();

    /// <summary>Of a choice both its number and its label may stand in <c>Crm:DealKinds</c>.</summary>
    public DealKind KindOf(DynamicsValues values, string id)
    {
        var (raw, label) = (values.Raw(Fields.DealKind), values.Text(Fields.DealKind));
        return Meanings.KindOf(raw is not null && _kindValues.Contains(raw) ? raw : label, DynamicsApi.Opportunity, id, Fields.DealKind, Notes);
    }

    public bool IsCoaching(DynamicsValues values) => Meanings.IsCoaching(values.Raw(Fields.ActivityType)) || Meanings.IsCoaching(values.Text(Fields.ActivityType));

    /// <summary>
    /// Changes with every setting that changes what stored facts would hold, and with what there is to ask for: a column that is made
    /// later, or changes that are followed from now on, mean loading the table again.
    /// </summary>
    public string Fingerprint(SeenTable table, IEnumerable<string> select)
    {
        var fields = Mapped.All.Where(f => f.Table == table.Name).Select(f => $"{f.Key}={f.Name}");
        string[] own = table.Name switch
        {
            DynamicsApi.Opportunity => [AmountField ?? "", StageField, BaseCurrency ?? "", .. Meanings.Kinds],
            DynamicsApi.Account or DynamicsApi.Lead => [],
            _ => [ReadEmails ? "emails" : "", .. Meanings.Coaching],
        };
        var text = string.Create(CultureInfo.InvariantCulture, $"{Revision}\n{table.TracksChanges}\n{string.Join('\n', own)}\n\n{string.Join('\n', fields)}\n\n{string.Join('\n', select)}");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 6));
    }
}
