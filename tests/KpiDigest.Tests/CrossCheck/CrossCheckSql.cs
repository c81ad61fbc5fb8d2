namespace KpiDigest.Tests.CrossCheck;

/// <summary>
/// Central KPIs written a second time, as one grouped SQL query each over the store's tables, for calendars in UTC. Each answers for all
/// scopes at once: kind (0 company, 1 team, 2 rep), id, value, numerator, denominator. Money stays in 1/10,000 units.
/// </summary>
internal static class CrossCheckSql
{
    /// <summary>The queries by KPI id. Parameters: @source, @from, @until (ISO dates), @start, @end, @now, @reached (microseconds; the last is the end or now), @today (ISO date of @now).</summary>
    public static IReadOnlyDictionary<string, string> Queries { get; } = new Dictionary<string, string>
    {
        ["win-rate"] = Closed + Scoped("closed") + "select kind, id, avg(won) as value, sum(won) as numerator, count(*) as denominator from scoped group by kind, id",
        ["won-revenue"] = Closed + Scoped("closed") + "select kind, id, sum(won * coalesce(units, 0)) as value, null as numerator, null as denominator from scoped group by kind, id",
        ["average-deal"] = Closed + Scoped("closed") +
            "select kind, id, sum(units) * 1.0 / count(*) as value, sum(units) as numerator, count(*) as denominator from scoped where won = 1 and units is not null group by kind, id",
        ["win-rate-value"] = Closed + Scoped("closed") +
            "select kind, id, sum(won * coalesce(units, 0)) * 1.0 / nullif(sum(coalesce(units, 0)), 0) as value, sum(won * coalesce(units, 0)) as numerator, sum(coalesce(units, 0)) as denominator from scoped group by kind, id",
        ["sales-cycle"] = Closed + Scoped("closed") +
            """
            , ranked as (select kind, id, cycle, row_number() over (partition by kind, id order by cycle) as place, count(*) over (partition by kind, id) as n from scoped where won = 1 and cycle is not null)
            select kind, id, avg(cycle * 1.0) as value, null as numerator, max(n) as denominator from ranked where place in ((n + 1) / 2, n / 2 + 1) group by kind, id
            """,
        ["pipeline-created"] = Created + Scoped("made") + "select kind, id, sum(coalesce(units, 0)) as value, null as numerator, null as denominator from scoped group by kind, id",
        ["slippage"] = Cohort + Scoped("cohort") + "select kind, id, avg(slipped * 1.0) as value, sum(slipped) as numerator, count(*) as denominator from scoped group by kind, id",
        ["stale-deals"] = Stale + Scoped("stale") + "select kind, id, count(*) as value, null as numerator, null as denominator from scoped group by kind, id",
    };

    private const string Tree =
        """
        with recursive tree(team, above) as (
          select t.id, t.id from teams t where t.source = @source
          union all
          select tree.team, p.parent_id from tree join teams p on p.source = @source and p.id = tree.above where p.parent_id is not null),
        known as (
          select d.*, case when d.status <> 0 and coalesce(d.close_at, {micros(d.close_on)}, d.modified_at) > @now
              and not exists (select 1 from deal_changes c where c.source = d.source and c.deal_id = d.id and c.field = 0) then 0 else d.status end as outcome
          from deals d where d.source = @source and d.deleted = 0 and d.recorded_at = (select max(n.recorded_at) from deals n where n.source = d.source and n.id = d.id)),
        deal as (
          select d.*, case when d.currency is null or d.currency = 'EUR' or d.amount = 0 then nullif(coalesce(d.home_amount, d.amount), 0) else nullif(d.home_amount, 0) end as units,
            coalesce({day(d.created_at)}, d.created_on) as created_day, coalesce({day(d.close_at)}, d.close_on) as close_day
          from known d where d.kind <> 4 and coalesce(d.pipeline_id, '') <> 'partner')
        """;

    /// <summary>Deals closed in the period: outcome, owner and day at the observed close.</summary>
    private const string Closed = Tree +
        """
        , ended as (
          select d.*, coalesce(
              (select min(c.at) from deal_changes c join stages s on s.source = c.source and s.id = c.value
               where c.source = d.source and c.deal_id = d.id and c.field = 0 and s.status = d.outcome and not exists (
                 select 1 from deal_changes o join stages t on t.source = o.source and t.id = o.value
                 where o.source = d.source and o.deal_id = d.id and o.field = 0 and o.at > c.at and t.status <> d.outcome)),
              d.close_at, {micros(d.close_on)}, d.modified_at) as seen_at
          from deal d where d.outcome in (1, 2) and not (d.outcome = 2 and lower(coalesce(d.lost_reason, '')) = 'duplicate')),
        dated as (select e.*, case when e.close_day is null or e.close_day > @today then {day(e.seen_at)} else e.close_day end as day from ended e),
        closed as (
          select d.id as deal, case when d.outcome = 1 then 1 else 0 end as won, d.units, {days(d.day,d.created_day)} as cycle, d.seen_at as at,
            {value(3,d.seen_at,d.owner_id)} as owner
          from dated d where d.day >= @from and d.day < @until)
        """;

    /// <summary>Deals created in the period, by their first owner.</summary>
    private const string Created = Tree +
        """
        , made as (
          select d.id as deal, d.units, coalesce(d.created_at, {micros(d.created_on)}) as at,
            {value(3,coalesce(d.created_at, {micros(d.created_on)}),d.owner_id)} as owner
          from deal d where d.created_day >= @from and d.created_day < @until and not (d.outcome = 2 and lower(coalesce(d.lost_reason, '')) = 'duplicate'))
        """;

    /// <summary>Open at the start with an expected close in the period as known then, and what became of it by the end or now.</summary>
    private const string Cohort = Tree +
        """
        , began as (
          select d.*, {value(3,@start - 1,d.owner_id)} as first_owner, {value(2,@start - 1,d.close_day)} as first_close, {status(@start - 1)} as first_status,
            {value(2,@reached,d.close_day)} as last_close, {status(@reached)} as last_status
          from deal d where coalesce(d.created_at, {micros(d.created_on)}) < @start and not (d.outcome = 2 and lower(coalesce(d.lost_reason, '')) = 'duplicate')),
        cohort as (
          select d.id as deal, d.first_owner as owner, @start as at,
            case when d.last_status = 0 and (@end <= @now or substr(d.last_close, 1, 10) >= @until) then 1 else 0 end as slipped
          from began d where d.first_status = 0 and substr(d.first_close, 1, 10) >= @from and substr(d.first_close, 1, 10) < @until)
        """;

    /// <summary>Open deals without a sign of life for 30 days and nothing planned in 14. A task (kind 3) that is still to do is no sign of life.</summary>
    private const string Stale = Tree +
        """
        , sign as (
          select d.id, d.owner_id, {greatest}(coalesce(d.created_day, ''),
            coalesce({day((select max(c.at) from deal_changes c where c.source = d.source and c.deal_id = d.id and c.at <= @now))}, ''),
            coalesce({day((select max(a.start_at) from activities a where a.source = d.source and a.deal_ids like '%"' || d.id || '"%' and a.start_at <= @now
              and (a.status = 0 or (a.status = 1 and a.kind <> 3 and a.start_at + coalesce(a.length, 0) <= @now))))}, '')) as last_day
          from deal d where d.outcome = 0),
        stale as (
          select s.id as deal, s.owner_id as owner, @now as at from sign s
          where s.last_day <> '' and s.last_day <= {plus(@today,-30)} and not exists (
            select 1 from activities a where a.source = @source and a.deal_ids like '%"' || s.id || '"%' and a.status in (0, 1) and a.start_at > @now and {day(a.start_at)} <= {plus(@today,14)}))
        """;

    /// <summary>One row a scope that a deal belongs to: the company, the owner, and the owner's team then with all above it.</summary>
    private static string Scoped(string deals) =>
        $$"""
        , placed as (
          select x.*, (select r.id from reps r where r.source = @source and r.id = x.owner limit 1) as rep,
            coalesce((select coalesce(r.team_id, '') from reps r where r.source = @source and r.id = x.owner and r.recorded_at <= x.at order by r.recorded_at desc limit 1),
                     (select coalesce(r.team_id, '') from reps r where r.source = @source and r.id = x.owner order by r.recorded_at limit 1), '') as team
          from {{deals}} x),
        scoped as (
          select 0 as kind, '' as id, p.* from placed p
          union all select 2, p.rep, p.* from placed p where p.rep is not null
          union all select 1, t.above, p.* from placed p join tree t on t.team = p.team
          union all select 1, '(unassigned)', p.* from placed p where p.team = '')
        """;
}
