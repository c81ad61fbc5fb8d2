using System.Security.Cryptography;
using System.Text.Json;
using KpiDigest.DemoCrm;
using KpiDigest.DemoCrm.Generation;
using KpiDigest.DemoCrm.Records;

namespace KpiDigest.Tests.DemoCrm;

public sealed class DeterminismTests
{
    private static readonly string[] Paths =
    [
        "/crm/objects/2026-09/deals?limit=50&properties=dealname,amount,amount_in_home_currency,deal_currency_code,dealstage,closedate,hubspot_owner_id,dealtype,closed_lost_reason,product_lines,gross_margin,competitors,incumbent_supplier,lead_origin,hs_deal_split_added&propertiesWithHistory=dealstage,amount,closedate,hubspot_owner_id,hs_manual_forecast_category&associations=companies,contacts",
        "/crm/objects/2026-09/deals?limit=100&archived=true&properties=dealname",
        "/crm/objects/2026-09/companies?limit=100&properties=name,industry,country,hubspot_owner_id,segment,churned_on",
        "/crm/objects/2026-09/meetings?limit=100&properties=hs_meeting_start_time,hs_meeting_end_time,hs_meeting_outcome,hs_activity_type,hs_attendee_owner_ids&associations=deals,companies,contacts",
        "/crm/objects/2026-09/calls?limit=100&properties=hs_timestamp,hs_call_duration",
        "/crm/objects/2026-09/leads?limit=100&properties=hs_lead_name,hs_pipeline_stage,hs_lead_source,hs_v2_date_entered_qualified_stage_id_1286392155&associations=deals,companies",
        "/crm/objects/2026-09/emails?limit=100&properties=hs_timestamp,hs_email_status,hs_email_direction,hs_sequence_id&associations=deals,companies",
        "/crm/objects/2026-09/goal_targets?limit=100&properties=hs_target_amount,hubspot_owner_id,hs_assignee_team_id",
        "/crm/owners/2026-09?limit=500",
    ];

    /// <summary>The whole content as served; a change of the generator on purpose changes this, and the README's table with it.</summary>
    private const string Content = "054687a95d7dd5b226085b016dd536f3d88aa41f5e8502c1e67af62b661904fa";

    [Fact]
    public async Task Two_generations_serve_the_same_bytes_and_they_are_the_pinned_ones()
    {
        var first = await HashAsync(DemoCompany.Generate());
        var second = await HashAsync(DemoCompany.Generate());
        Assert.Equal(first, second);
        Assert.True(first == Content, $"the content changed; if that was meant, pin {first}");
    }

    [Fact]
    public void The_generator_of_chance_is_the_published_one()
    {
        // xoshiro256** seeded by splitmix64(0): the first outputs, as 53-bit fractions.
        var random = new DemoRandom(0);
        ulong[] outputs = [0x99EC5F36CB75F2B4, 0xBF6E1F784956452A, 0x1A5F849D4933E6E0];
        Assert.All(outputs, o => Assert.Equal((o >> 11) * (1.0 / (1UL << 53)), random.Next()));
    }

    private static async Task<string> HashAsync(DemoCrmData data)
    {
        await using var demo = await DemoClient.StartAsync(data);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var path in Paths)
        {
            for (var next = path; next is not null;)
            {
                var bytes = await demo.Http.GetByteArrayAsync(next, TestContext.Current.CancellationToken);
                hash.AppendData(bytes);
                using var page = JsonDocument.Parse(bytes);
                next = page.RootElement.TryGetProperty("paging", out var paging) ? $"{path}&after={Uri.EscapeDataString(paging.GetProperty("next").GetProperty("after").GetString()!)}" : null;
            }
        }

        foreach (var (name, text) in data.Supplements.OrderBy(s => s.Key, StringComparer.Ordinal)) hash.AppendData(System.Text.Encoding.UTF8.GetBytes($"{name}\n{text}"));
        foreach (var deal in data.Records["deals"].Cast<DealRecord>().Where(d => d.Splits.Count > 0))
            hash.AppendData(System.Text.Encoding.UTF8.GetBytes($"{deal.Id} {string.Join(' ', deal.Splits)}\n"));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
