using System.Text.Json.Nodes;
using KpiDigest.Crm;
using KpiDigest.Crm.Pipedrive;
using KpiDigest.Secrets;
using NodaTime;

namespace KpiDigest.Tests.Crm.Pipedrive;

/// <summary>A source over <see cref="FakePipedrive"/>.</summary>
internal sealed class Pulling : PulledSource<PipedriveSource>, IDisposable
{
    public Pulling()
    {
        Fake = new FakePipedrive(Clock);
        FillCompany(Fake);
        Fake.Pipelines.Add(new JsonObject { ["id"] = 2, ["name"] = "Sales", ["order_nr"] = 1, ["is_deleted"] = false, ["is_deal_probability_enabled"] = true });
        foreach (var (id, name) in new[] { (8, "Qualified"), (9, "Negotiation") })
            Fake.Stages.Add(new JsonObject { ["id"] = id, ["name"] = name, ["order_nr"] = id, ["pipeline_id"] = 2, ["deal_probability"] = 70, ["is_deleted"] = false });
    }

    public FakePipedrive Fake { get; }

    public CrmOptions Options { get; } = Usual();

    public Instant Now => Instant.FromDateTimeOffset(Clock.GetUtcNow());

    public static CrmOptions Usual() => new()
    {
        Kind = "Pipedrive",
        BaseUrl = FakePipedrive.BaseUrl,
        Token = new SecretText(FakePipedrive.Token),
        RequestsPerTenSeconds = 100_000,
        Pipedrive = new PipedriveOptions { HistoryTokensPerDay = 100_000_000 },
    };

    /// <summary>What every company has: activity types and the standard fields of deals.</summary>
    public static void FillCompany(FakePipedrive fake)
    {
        foreach (var (key, name, picture) in new[] { ("call", "Call", "call"), ("meeting", "Meeting", "meeting"), ("task", "Task", "task"), ("deadline", "Deadline", "deadline"), ("email", "Email", "email"), ("lunch", "Lunch", "lunch") })
            fake.ActivityTypes.Add(new JsonObject { ["id"] = fake.ActivityTypes.Count + 1, ["key_string"] = key, ["name"] = name, ["icon_key"] = picture, ["active_flag"] = true });
        foreach (var (code, name, type) in new[] { ("title", "Title", "varchar"), ("value", "Value", "monetary"), ("lost_reason", "Lost reason", "varchar_options"), ("acv", "Annual contract value", "monetary") })
            fake.DealFields.Add(Field(code, name, type, isCustom: false));
        fake.OrganizationFields.Add(Field("name", "Name", "varchar", isCustom: false));
    }

    public static JsonObject Field(string code, string name, string type, bool isCustom = true, params (int Id, string Label)[] options) => new()
    {
        ["field_code"] = code,
        ["field_name"] = name,
        ["field_type"] = type,
        ["is_custom_field"] = isCustom,
        ["options"] = options.Length == 0 ? null : new JsonArray([.. options.Select(o => new JsonObject { ["id"] = o.Id, ["label"] = o.Label })]),
    };

    public override PipedriveSource Source() => new(Options, Clock, new Undisposed(Fake));

    public void Dispose() => Fake.Dispose();
}
