using KpiDigest.Core.Facts;
using NodaTime;

namespace KpiDigest.Crm.Dynamics;

/// <summary>
/// Appointments → meetings, phone calls → calls, emails and tasks. Pure. A call that is still open was made by nobody and an email that is a draft was sent
/// by nobody: neither is a fact yet.
/// </summary>
internal sealed class DynamicsActivities(DynamicsMapping mapping)
{
    public const string Regarding = "regardingobjectid";
    private const string Completed = "1";
    private const string Canceled = "2";

    // Statuses of an email that went out or came in; the others wait, failed or were given up.
    private static readonly string[] Delivered = ["2", "3", "4"];

    // What the mails of a campaign belong to.
    private static readonly string[] Campaigns = ["campaign", "campaignactivity", "bulkoperation"];

    private static readonly string[] Common =
        ["statecode", "statuscode", "owninguser", "owningteam", Regarding, "scheduledstart", "scheduledend", "actualstart", "actualend", "actualdurationminutes", "createdon", DynamicsApi.ModifiedOn];

    /// <summary>Columns that each table is asked for, as far as it has them.</summary>
    public IReadOnlyList<string> Columns(string table) => [.. Common, "senton", "isalldayevent", .. mapping.Mapped.Of(table)];

    public static string Prefix(string table) => table + ":";

    /// <summary>Whether the parties of a meeting say something: who was coached, or whether anybody from outside was there.</summary>
    public bool NeedsParties(SeenTable table, DynamicsRow row) => row[table.Asked(Regarding)] is null || mapping.IsCoaching(new DynamicsValues(table, row, mapping));

    /// <param name="table">Appointments.</param>
    /// <param name="row">One.</param>
    /// <param name="employers">Accounts of contacts.</param>
    /// <param name="parties">Who takes part: the table and the id of each; null: not asked for, or not to be seen.</param>
    /// <param name="into">Takes the meeting.</param>
    public void MapAppointment(SeenTable table, DynamicsRow row, IReadOnlyDictionary<string, string> employers, IReadOnlyList<(string? Table, string Id)>? parties, PageFacts into)
    {
        var values = new DynamicsValues(table, row, mapping);
        if (Start(values) is not { } start) return;
        var (coaching, owner) = (mapping.IsCoaching(values), values.Owner());
        var colleagues = (parties ?? []).Where(p => p.Table == DynamicsApi.User && p.Id != owner && !mapping.Applications.Contains(p.Id)).Select(p => p.Id).Distinct().Order(StringComparer.Ordinal).ToList();
        var outsiders = values.Raw(Regarding) is not null || (parties ?? []).Any(p => p.Table is not (DynamicsApi.User or "equipment"));
        into.Activities.Add(Make(table, values, employers, ActivityKind.Meeting, start) with
        {
            Status = values.Raw("statecode") switch { Completed => ActivityStatus.Held, Canceled => ActivityStatus.Cancelled, _ => ActivityStatus.Scheduled },
            Length = values.Flag("isalldayevent") ? null : Length(values, start),
            ParticipantIds = colleagues,
            IsInternal = (coaching || colleagues.Count > 0) && !outsiders,
        });
    }

    public void MapCall(SeenTable table, DynamicsRow row, IReadOnlyDictionary<string, string> employers, PageFacts into) =>
        MapDone(table, row, employers, ActivityKind.Call, values => values.Raw("statecode") == Completed, into);

    public void MapEmail(SeenTable table, DynamicsRow row, IReadOnlyDictionary<string, string> employers, PageFacts into) =>
        MapDone(table, row, employers, ActivityKind.Email, values => values.Raw("statecode") == Completed && Delivered.Contains(values.Raw("statuscode")), into);

    public void MapTask(SeenTable table, DynamicsRow row, IReadOnlyDictionary<string, string> employers, PageFacts into)
    {
        var values = new DynamicsValues(table, row, mapping);
        var status = values.Raw("statecode") switch { Completed => ActivityStatus.Held, Canceled => ActivityStatus.Cancelled, _ => ActivityStatus.Scheduled };
        if ((values.At("actualend") ?? values.At("scheduledend") ?? values.At("createdon")) is { } at) into.Activities.Add(Make(table, values, employers, ActivityKind.Task, at) with { Status = status });
    }

    private void MapDone(SeenTable table, DynamicsRow row, IReadOnlyDictionary<string, string> employers, ActivityKind kind, Func<DynamicsValues, bool> isDone, PageFacts into)
    {
        var values = new DynamicsValues(table, row, mapping);
        if (!isDone(values))
        {
            into.Deleted.Add((FactKind.Activity, Prefix(table.Name) + values.Id));
            return;
        }

        if (Start(values) is not { } start) return;
        into.Activities.Add(Make(table, values, employers, kind, start) with
        {
            Length = kind == ActivityKind.Call ? Length(values, start) : null,
            IsBulk = kind == ActivityKind.Email && (Campaigns.Contains(row.Table(table.Asked(Regarding))) || (values.Raw(mapping.Fields.BulkEmail) is { } mark && mark is not ("false" or "0"))),
        });
    }

    private Activity Make(SeenTable table, DynamicsValues values, IReadOnlyDictionary<string, string> employers, ActivityKind kind, Instant start) => new()
    {
        Id = Prefix(table.Name) + values.Id,
        Kind = kind,
        Status = ActivityStatus.Held,
        StartAt = start,
        OwnerId = values.Owner(),
        DealIds = values.To(DynamicsApi.Opportunity, Regarding) is { } deal ? [deal] : [],
        AccountIds = (values.To(DynamicsApi.Account, Regarding) ?? (values.To(DynamicsApi.Contact, Regarding) is { } contact ? employers.GetValueOrDefault(contact) : null)) is { } account ? [account] : [],
        IsCoaching = mapping.IsCoaching(values),
    };

    /// <summary>When it took place, else when it was to; one without any time is noted.</summary>
    private Instant? Start(DynamicsValues values)
    {
        var start = values.At("actualstart") ?? values.At("senton") ?? values.At("scheduledstart") ?? values.At("actualend") ?? values.At("createdon");
        if (start is null) mapping.Notes.Refused("activity", values.Id, "scheduledstart", null, "say no time");
        return start;
    }

    private static Duration? Length(DynamicsValues values, Instant start) =>
        values.Number("actualdurationminutes") is > 0 and < 1e6m and var minutes ? Duration.FromMinutes((double)minutes)
        : values.At("scheduledend") is { } end && end > start ? end - start
        : null;
}
