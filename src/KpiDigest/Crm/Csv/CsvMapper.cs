using System.Security.Cryptography;
using System.Text;
using KpiDigest.Core.Facts;
using KpiDigest.Exports;

namespace KpiDigest.Crm.Csv;

/// <summary>Rows of an export → facts. Pure. Names are the export's keys; ids are made of them, so that no id shows a name.</summary>
internal sealed class CsvMapper(ExportFolder export, CsvFields fields, IDictionary<string, string> kinds, MappingNotes notes)
{
    /// <summary>Raise it when the same files would make other facts: everything is then loaded again.</summary>
    public const int Revision = 1;

    private const string PipelineId = "default";

    private readonly Dictionary<string, DealKind> _kinds = kinds.ToDictionary(k => k.Key.Trim(), k => Enum.Parse<DealKind>(k.Value, ignoreCase: true), StringComparer.OrdinalIgnoreCase);
    private readonly string[] _people = [.. export.Teams.People.Select(p => IdOf(p.Name))];
    private readonly string[] _accounts = [.. export.Accounts.Rows.Select(a => IdOf(a.Name))];

    public IReadOnlyList<Team> Teams() => [.. export.Teams.Teams.Select(manager => new Team { Id = IdOf(manager), Name = manager })];

    public IReadOnlyList<Rep> People() => [.. export.Teams.People.Select((p, i) => new Rep { Id = _people[i], Name = p.Name, Email = p.Email, TeamId = TeamOf(p), Active = p.Active })];

    public IReadOnlyList<Stage> Stages()
    {
        var open = export.Pipeline.OpenStages();
        return [.. open.Select((stage, i) => Stage(stage, i, DealStatus.Open)), Stage("Won", open.Count, DealStatus.Won), Stage("Lost", open.Count + 1, DealStatus.Lost)];
    }

    public IReadOnlyList<Account> Accounts() => [.. export.Accounts.Rows.Select((a, i) => new Account
    {
        Id = _accounts[i],
        Name = a.Name,
        Industry = a.Sector,
        Region = fields.Names.Region is { } region ? a.Row?.Text(region) : a.Country,
        Segment = fields.Names.Segment is { } segment ? a.Row?.Text(segment) : null,
        ChurnedOn = fields.Names.ChurnedOn is { } churned ? a.Row?.Date(churned) : null,
    })];

    public IReadOnlyList<Deal> Deals() => [.. export.Pipeline.Rows.Select(ToDeal)];

    /// <summary>An id out of a name, alike whatever its case.</summary>
    public static string IdOf(string name) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name.ToUpperInvariant())).AsSpan(0, 10));

    /// <summary>A stage's id out of a deal_stage value.</summary>
    public static string StageId(string stage) => stage.ToLowerInvariant();

    private static Stage Stage(string name, int order, DealStatus status) => new()
    {
        PipelineId = PipelineId,
        Id = StageId(name),
        Name = name,
        PipelineName = "Sales pipeline",
        Order = order,
        Status = status,
        Probability = status switch { DealStatus.Won => 1m, DealStatus.Lost => 0m, _ => null },
    };

    /// <summary>Somebody who left leads and joins no team.</summary>
    private string? TeamOf(PersonRow person) => person is { Active: true, Team: { } team } ? IdOf(export.Teams.Teams[team]) : null;

    private Deal ToDeal(PipelineRow row) => new()
    {
        Id = row.Id,
        Name = row.Title,
        AccountId = row.AccountIndex is { } account ? _accounts[account] : null,
        OwnerId = row.OwnerIndex is { } owner ? _people[owner] : null,
        PipelineId = PipelineId,
        StageId = StageId(row.Stage),
        Status = row.Status,
        Created = row.Engaged is { } engaged ? FactDate.OfDate(engaged) : null,
        Close = row.Closed is { } closed ? FactDate.OfDate(closed) : null,
        Amount = row.Row.Number(fields.Amount),
        Currency = Currency(row.Row),
        Kind = Kind(row),
        LostReason = Text(row, fields.Names.LostReason),
        ForecastCategory = Text(row, fields.Names.ForecastCategory),
        Margin = fields.Names.Margin is { } margin ? row.Row.Number(margin) : null,
        Source = Text(row, fields.Names.Source),
        ProductLines = fields.Names.ProductLines is not null ? Texts(row, fields.Names.ProductLines) : row.Product is { } product ? [product] : [],
        Competitors = Texts(row, fields.Names.Competitors),
        Incumbent = Text(row, fields.Names.Incumbent),
        ModifiedAt = Deal.Unstamped,
    };

    private static string? Text(PipelineRow row, string? column) => column is null ? null : row.Row.Text(column);

    private static string[] Texts(PipelineRow row, string? column) => Text(row, column) is { } texts
        ? [.. texts.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct(StringComparer.OrdinalIgnoreCase)]
        : [];

    private static string? Currency(CsvRow row)
    {
        if (row.Text("currency")?.ToUpperInvariant() is not { } code) return null;
        if (code.Length == 3 && code.All(char.IsAsciiLetterUpper)) return code;
        row.Fault("currency", "is no ISO 4217 code such as EUR");
        return null;
    }

    private DealKind Kind(PipelineRow row)
    {
        if (row.Row.Text("deal_type") is not { } type) return DealKind.Unknown;
        if (_kinds.TryGetValue(type, out var kind) || (!type.All(char.IsAsciiDigit) && Enum.TryParse(type, ignoreCase: true, out kind))) return kind;
        notes.Unmapped("deals", row.Id, "deal_type", type, "has no meaning in Crm:DealKinds and counts as unknown");
        return DealKind.Unknown;
    }
}
