using System.Text.Json.Nodes;
using KpiDigest.DemoCrm;
using KpiDigest.DemoCrm.Records;
using NodaTime;

namespace KpiDigest.Tests.Crm.Pipedrive;

/// <summary>The company of a CSV export, in a <see cref="FakePipedrive"/>; closed deals from before a day are archived, as people do.</summary>
internal static class PipedriveOfExport
{
    private static readonly Instant ArchivedBefore = Instant.FromUtc(2017, 7, 1, 0, 0);

    public static FakePipedrive Fill(FakePipedrive fake, DemoCrmData data)
    {
        Pulling.FillCompany(fake);
        var open = data.Pipelines[0].Stages.Where(s => !s.IsClosed).ToList();
        fake.Pipelines.Add(new JsonObject { ["id"] = 1, ["name"] = data.Pipelines[0].Label, ["order_nr"] = 1, ["is_deleted"] = false, ["is_deal_probability_enabled"] = true });
        foreach (var (at, stage) in open.Index())
            fake.Stages.Add(new JsonObject { ["id"] = at + 1, ["name"] = stage.Label, ["order_nr"] = at, ["pipeline_id"] = 1, ["deal_probability"] = stage.Probability * 100, ["is_deleted"] = false });
        foreach (var team in data.Teams)
        {
            var members = data.Owners.Where(o => o.TeamId == team.Id && !o.Archived).Select(o => (JsonNode)JsonValue.Create(o.Id)).ToArray();
            fake.Teams.Add(new JsonObject { ["id"] = team.Id, ["name"] = team.Name, ["users"] = new JsonArray(members), ["active_flag"] = 1, ["deleted_flag"] = 0 });
        }

        foreach (var owner in data.Owners)
            fake.Users.Add(new JsonObject { ["id"] = owner.Id, ["name"] = $"{owner.FirstName} {owner.LastName}".Trim(), ["email"] = owner.Email, ["active_flag"] = !owner.Archived });
        foreach (var company in data.Records["companies"].Cast<CompanyRecord>())
            fake.Organizations[company.Id] = new FakeItem(company.Id, company.Modified).Set("name", company.Name).Set("add_time", company.Created is { } made ? FakeTime.V2(made) : null);
        foreach (var deal in data.Records["deals"].Cast<DealRecord>()) Add(fake, deal, open, data.Currency);
        return fake;
    }

    private static void Add(FakePipedrive fake, DealRecord deal, List<StageRecord> open, string currency)
    {
        var closed = deal.Stage.IsClosed ? FakeTime.V2(deal.Close!.Value) : null;
        fake.Deals[deal.Id] = new FakeItem(deal.Id, deal.Modified).Set("title", deal.Name).Set("add_time", deal.Created is { } made ? FakeTime.V2(made) : null).Set("value", deal.Amount).Set("currency", currency).Set("pipeline_id", 1)
            .Set("stage_id", 1 + Math.Max(0, open.FindIndex(s => s.Id == deal.Stage.Id))).Set("status", !deal.Stage.IsClosed ? "open" : deal.Stage.IsWon ? "won" : "lost")
            .Set("owner_id", deal.OwnerId == 0 ? null : deal.OwnerId).Set("org_id", deal.CompanyId == 0 ? null : deal.CompanyId)
            .Set("expected_close_date", deal.Close?.InUtc().Date.ToString("uuuu-MM-dd", System.Globalization.CultureInfo.InvariantCulture))
            .Set("won_time", deal.Stage.IsWon ? closed : null).Set("lost_time", deal.Stage is { IsClosed: true, IsWon: false } ? closed : null)
            .Set("is_archived", deal.Stage.IsClosed && deal.Close < ArchivedBefore);
    }
}
