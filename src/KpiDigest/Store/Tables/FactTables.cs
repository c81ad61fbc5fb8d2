using System.Globalization;
using KpiDigest.Core.Facts;

namespace KpiDigest.Store.Tables;

/// <summary>The one list of fact tables; those with most columns stand in files of their own.</summary>
internal static class FactTables
{
    public static FactTable<Rep> Reps { get; } = new(
        FactKind.Rep, "reps", [Column.Text("id")],
        [Column.Text("name"), Column.Text("email"), Column.Text("team_id"), Column.Integer("active")],
        (rep, row) =>
        {
            row.Text(rep.Id).StartContent();
            row.Text(rep.Name).Text(rep.Email).Text(rep.TeamId).Flag(rep.Active);
        },
        row => new Rep { Id = row.Text(), Name = row.Text(), Email = row.TextOrNull(), TeamId = row.TextOrNull(), Active = row.Flag() },
        (one, other) => one.Id == other.Id);

    public static FactTable<Team> Teams { get; } = new(
        FactKind.Team, "teams", [Column.Text("id")],
        [Column.Text("name"), Column.Text("parent_id")],
        (team, row) =>
        {
            row.Text(team.Id).StartContent();
            row.Text(team.Name).Text(team.ParentId);
        },
        row => new Team { Id = row.Text(), Name = row.Text(), ParentId = row.TextOrNull() },
        (one, other) => one.Id == other.Id);

    public static FactTable<Stage> Stages { get; } = new(
        FactKind.Stage, "stages", [Column.Text("id")],
        [Column.Text("pipeline_id"), Column.Text("name"), Column.Text("pipeline_name"), Column.Integer("position"), Column.Integer("status"), Column.Text("probability")],
        (stage, row) =>
        {
            row.Text(stage.Id).StartContent();
            row.Text(stage.PipelineId).Text(stage.Name).Text(stage.PipelineName).Integer(stage.Order).Integer((int)stage.Status)
                .Text(stage.Probability?.ToString(CultureInfo.InvariantCulture));
        },
        row => new Stage
        {
            Id = row.Text(),
            PipelineId = row.Text(),
            Name = row.Text(),
            PipelineName = row.Text(),
            Order = (int)row.Integer(),
            Status = (DealStatus)row.Integer(),
            Probability = row.TextOrNull() is { } probability ? decimal.Parse(probability, CultureInfo.InvariantCulture) : null,
        },
        (one, other) => one.Id == other.Id);

    public static FactTable<Account> Accounts { get; } = new(
        FactKind.Account, "accounts", [Column.Text("id")],
        [Column.Text("name"), Column.Integer("created_at"), Column.Text("industry"), Column.Text("region"), Column.Text("owner_id"), Column.Text("segment"), Column.Text("churned_on")],
        (account, row) =>
        {
            row.Text(account.Id).StartContent();
            row.Text(account.Name).At(account.CreatedAt).Text(account.Industry).Text(account.Region).Text(account.OwnerId)
                .Added().Text(account.Segment).On(account.ChurnedOn);
        },
        row => new Account
        {
            Id = row.Text(),
            Name = row.Text(),
            CreatedAt = row.AtOrNull(),
            Industry = row.TextOrNull(),
            Region = row.TextOrNull(),
            OwnerId = row.TextOrNull(),
            Segment = row.TextOrNull(),
            ChurnedOn = row.OnOrNull(),
        },
        (one, other) => one.Id == other.Id);

    public static FactTable<Activity> Activities { get; } = new(
        FactKind.Activity, "activities", [Column.Text("id"), Column.Integer("kind")],
        [
            Column.Integer("status"), Column.Integer("start_at"), Column.Integer("length"), Column.Text("owner_id"),
            Column.Text("participant_ids"), Column.Text("deal_ids"), Column.Integer("is_coaching"),
            Column.Text("account_ids"), Column.Integer("is_internal"), Column.Integer("is_bulk"),
        ],
        (activity, row) =>
        {
            row.Text(activity.Id).Integer((int)activity.Kind).StartContent();
            row.Integer((int)activity.Status).At(activity.StartAt).Integer(activity.Length is { } length ? Stored.Micros(length) : null)
                .Text(activity.OwnerId).Text(ListColumn.Write(activity.ParticipantIds)).Text(ListColumn.Write(activity.DealIds)).Flag(activity.IsCoaching)
                .Added().Text(ListColumn.Write(activity.AccountIds)).AddedFlag(activity.IsInternal).AddedFlag(activity.IsBulk);
        },
        row => new Activity
        {
            Id = row.Text(),
            Kind = (ActivityKind)row.Integer(),
            Status = (ActivityStatus)row.Integer(),
            StartAt = row.At(),
            Length = row.IntegerOrNull() is { } length ? Stored.Length(length) : null,
            OwnerId = row.TextOrNull(),
            ParticipantIds = ListColumn.Read(row.TextOrNull()),
            DealIds = ListColumn.Read(row.TextOrNull()),
            IsCoaching = row.Flag(),
            AccountIds = ListColumn.Read(row.TextOrNull()),
            IsInternal = row.AddedFlag(),
            IsBulk = row.AddedFlag(),
        },
        (one, other) => one.Id == other.Id && one.Kind == other.Kind);

    public static FactTable<Quota> Quotas { get; } = new(
        FactKind.Quota, "quotas", [Column.Text("id")],
        [
            Column.Integer("subject"), Column.Text("subject_id"), Column.Text("start_on"), Column.Text("end_on"),
            Column.Integer("amount"), Column.Text("currency"), Column.Integer("as_is"), Column.Text("family"),
        ],
        (quota, row) =>
        {
            row.Text(quota.Id).StartContent();
            row.Integer((int)quota.Subject).Text(quota.SubjectId).On(quota.Start).On(quota.End).Money(quota.Amount, "amount").Text(quota.Currency).Flag(quota.AsIs).Added().Text(quota.Family);
        },
        row => new Quota
        {
            Id = row.Text(),
            Subject = (ScopeKind)row.Integer(),
            SubjectId = row.TextOrNull(),
            Start = row.On(),
            End = row.On(),
            Amount = row.Money(),
            Currency = row.TextOrNull(),
            AsIs = row.Flag(),
            Family = row.TextOrNull(),
        },
        (one, other) => one.Id == other.Id);

    public static FactTable<DealChange> Changes { get; } = new(
        null, "deal_changes", [Column.Text("deal_id"), Column.Integer("field"), Column.Integer("at")],
        [Column.Text("value")],
        (change, row) =>
        {
            row.Text(change.DealId).Integer((int)change.Field).At(change.At).StartContent();
            row.Text(change.Value);
        },
        row => new DealChange(row.Text(), (DealField)row.Integer(), row.At(), row.TextOrNull()),
        (one, other) => one.DealId == other.DealId && one.Field == other.Field && one.At == other.At);

    /// <summary>Tables of the kinds that a CRM gives, one row a fact.</summary>
    public static IReadOnlyList<FactTable> Kinds { get; } = [Reps, Teams, Stages, Accounts, DealTable.Deals, Activities, Quotas, ProspectTable.Prospects, ForecastTable.Forecasts];

    /// <exception cref="ArgumentException">A kind that comes from supplement files only, and has no table.</exception>
    public static FactTable Of(FactKind kind) => Kinds.FirstOrDefault(table => table.Kind == kind)
        ?? throw new ArgumentException($"Facts of kind {kind} come from supplement files and have no table.", nameof(kind));
}
