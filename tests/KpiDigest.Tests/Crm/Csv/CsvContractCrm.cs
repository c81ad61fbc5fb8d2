using System.Globalization;
using System.Text;
using KpiDigest.Core.Facts;
using KpiDigest.Crm;
using KpiDigest.Crm.Csv;
using KpiDigest.Tests.Crm.Contract;
using KpiDigest.Tests.Support;
using NodaTime;

namespace KpiDigest.Tests.Crm.Csv;

/// <summary>A folder of exports behind the contract: written anew with each change, as a nightly export is.</summary>
internal sealed class CsvContractCrm : ContractCrm
{
    private readonly TempFolder _folder = new();
    private ContractWorld _world = ContractWorld.Empty();

    public override string Source => "csv";

    public override IReadOnlySet<FactKind> Kinds { get; } = new HashSet<FactKind> { FactKind.Rep, FactKind.Team, FactKind.Stage, FactKind.Account, FactKind.Deal };

    public override IReadOnlySet<DealField> History { get; } = new HashSet<DealField>();

    public override async Task ShowAsync(ContractWorld world)
    {
        _world = world;
        await WriteAsync("sales_teams.csv", "sales_agent,manager,active", world.People.Select(p => $"{p.Name},{(p.Team == 0 ? "" : TeamName(p.Team))},{(p.Active ? "yes" : "no")}"));
        await WriteAsync("accounts.csv", "account", world.Accounts.Select(a => a.Name));
        await WriteAsync("sales_pipeline.csv", "opportunity_id,sales_agent,product,account,deal_stage,engage_date,close_date,close_value", world.Living.Select(Row));
    }

    public override ICrmSource Open() => new CsvSource(new CrmOptions { Kind = "Csv", Folder = _folder.Path });

    public override string? Id(FactKind kind, long key) => key == 0 ? null : kind switch
    {
        FactKind.Deal => $"OPP-{key}",
        FactKind.Account => CsvMapper.IdOf(_world.Account(key).Name),
        FactKind.Rep => CsvMapper.IdOf(_world.Person(key).Name),
        _ => CsvMapper.IdOf(TeamName(key)),
    };

    public override string Name(WorldDeal deal) => deal.Account == 0 ? $"OPP-{deal.Key}" : $"{_world.Account(deal.Account).Name} (OPP-{deal.Key})";

    public override string StageId(WorldStage stage) => CsvMapper.StageId(stage.ToString());

    /// <summary>Managers are people too.</summary>
    public override IEnumerable<Rep> FurtherPeople(ContractWorld world) =>
        world.Teams.Select(t => new Rep { Id = CsvMapper.IdOf(t.Name), Name = t.Name, TeamId = CsvMapper.IdOf(t.Name) });

    public override Task ForgetDeletedAsync() => Task.CompletedTask;

    public override ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    private string Row(WorldDeal deal) => string.Join(
        ',', $"OPP-{deal.Key}", deal.Owner == 0 ? "" : _world.Person(deal.Owner).Name, "", deal.Account == 0 ? "" : _world.Account(deal.Account).Name, deal.Stage, Text(deal.Created.InUtc().Date),
        deal.Close is { } close ? Text(close) : "", deal.Amount?.ToString(CultureInfo.InvariantCulture));

    private string TeamName(long key) => _world.Teams.Single(t => t.Key == key).Name;

    private Task WriteAsync(string file, string header, IEnumerable<string> rows) =>
        File.WriteAllLinesAsync(_folder.Combine(file), rows.Prepend(header), new UTF8Encoding(false), TestContext.Current.CancellationToken);

    private static string Text(LocalDate date) => date.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture);
}
