using KpiDigest.Core.Facts;
using KpiDigest.Tests.Crm.Contract;

namespace KpiDigest.Tests.Crm.Pipedrive;

public sealed class PipedriveContractTests : CrmApiContract
{
    private protected override ContractCrm Create() => new PipedriveContractCrm();

    [Fact]
    public async Task The_past_of_deals_is_missing_until_all_logs_are_read_and_again_while_one_waits()
    {
        var pipedrive = (PipedriveContractCrm)Crm;
        pipedrive.Options.Pipedrive.HistoryTokensPerDay = 3_000;
        await SyncAsync();
        Assert.Contains("of about 81 deals", await MissingAsync(), StringComparison.Ordinal);
        await LaterAsync(TimeSpan.FromDays(1), _ => { });

        await SyncAsync();

        Assert.Null(await MissingAsync());
        await EveryFactIsRightAsync();
        pipedrive.Options.Pipedrive.HistoryTokensPerDay = 1;
        await LaterAsync(TimeSpan.FromHours(1), w => w.Edit(2, d => d with { Amount = 22m }));
        await SyncAsync();
        Assert.Contains("of about 1 deals", await MissingAsync(), StringComparison.Ordinal);
    }

    private async Task<string?> MissingAsync() => (await Facts.ReadAccountAsync(Crm.Source, Now))!.Missing.GetValueOrDefault(FactKind.DealChange);
}
