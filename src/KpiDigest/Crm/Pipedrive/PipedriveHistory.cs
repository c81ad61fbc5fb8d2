using KpiDigest.Core.Facts;
using NodaTime;

namespace KpiDigest.Crm.Pipedrive;

/// <summary>
/// A deal and its log of changes → changes. Pure. The log tells what a field was before and after; what it was at the beginning is what it was before its first
/// change, and what never changed has been as it is since the deal was made.
/// </summary>
internal sealed class PipedriveHistory(PipedriveMapping mapping)
{
    private const string Field = "field_key";
    private const string Old = "old_value";
    private const string New = "new_value";
    private const string Status = "status";
    private const string Stage = "stage_id";
    private const string Pipeline = "pipeline_id";
    private const string Expected = "expected_close_date";
    private const string Currency = "currency";

    // Either name has been seen.
    private static readonly string[] Owners = ["owner_id", "user_id"];

    /// <param name="deal">The deal as it stands.</param>
    /// <param name="log">Its whole log, newest first.</param>
    /// <param name="into">Takes the changes.</param>
    public void Map(PipedriveRow deal, IReadOnlyList<PipedriveRow> log, PageFacts into)
    {
        if (new PipedriveValues(PipedriveApi.DealsName, deal, mapping).At("add_time") is not { } made) return;
        var entries = Entries(deal, log, made);
        Add(deal, DealField.Owner, Course(entries, made, Owners, deal["owner_id"], static v => v), into);
        Add(deal, DealField.Amount, Amounts(deal, entries, made), into);
        if (mapping.Fields.ForecastCategory is { } category)
            Add(deal, DealField.ForecastCategory, Course(entries, made, [category], deal[category], v => v is null ? null : mapping.Mapped.Label(PipedriveApi.DealsName, category, v)), into);
        var states = States(deal, entries, made);
        Add(deal, DealField.Stage, states.Select(s => (s.At, PipedriveDeals.StageOf(s.Pipeline, s.Stage, s.Status))), into);
        Add(deal, DealField.Close, states.Select(s => (s.At, CloseOf(deal, s, s == states[^1]))), into);
    }

    /// <summary>Oldest first; what is said to be older than the deal belongs to its making.</summary>
    private List<Entry> Entries(PipedriveRow deal, IReadOnlyList<PipedriveRow> log, Instant made)
    {
        var entries = new List<Entry>();
        foreach (var row in log.Reverse())
        {
            if (row[Field] is not { } key) continue;
            if (row["time"] is { } text && PipedriveValues.TryInstant(text, out var at)) entries.Add(new Entry(Instant.Max(at, made), key, row[Old], row[New]));
            else mapping.Notes.LeftEmpty(PipedriveApi.DealsName, deal.Id, $"{key} (changelog, time)", row["time"] ?? "");
        }

        return [.. entries.OrderBy(e => e.At)];
    }

    /// <summary>The values of one field in order of time, the first one from the beginning.</summary>
    private static IEnumerable<(Instant At, string? Value)> Course(List<Entry> entries, Instant made, string[] keys, string? present, Func<string?, string?> canonical)
    {
        var changes = entries.FindAll(e => keys.Contains(e.Key));
        return changes.Select(c => (c.At, canonical(c.New))).Prepend((made, canonical(changes.Count == 0 ? present : changes[0].Old)));
    }

    /// <summary>Sums in a currency that the deal had once are not known in its present one.</summary>
    private List<(Instant At, string? Value)> Amounts(PipedriveRow deal, List<Entry> entries, Instant made)
    {
        var course = Course(entries, made, [mapping.AmountField], deal[mapping.AmountField], v => MoneyText(deal, v)).ToList();
        if (mapping.AmountField != PipedriveFields.Value || entries.FindLast(e => e.Key == Currency) is not { } change) return course;
        var then = course.FindLast(c => c.At <= change.At).Value;
        return [(made, null), (change.At, then), .. course.Where(c => c.At > change.At)];
    }

    private string? MoneyText(PipedriveRow deal, string? value)
    {
        if (value is null) return null;
        if (CrmMoney.Read(value, out var money) == NumberReading.Good) return CrmMoney.Canonical(money);
        mapping.Notes.LeftEmpty(PipedriveApi.DealsName, deal.Id, $"{mapping.AmountField} (changelog)", value);
        return null;
    }

    /// <summary>Pipeline, stage, outcome and expected close together, at the beginning and after each instant at which one of them changed.</summary>
    private static List<State> States(PipedriveRow deal, List<Entry> entries, Instant made)
    {
        string? First(string key, string? present) => entries.Find(e => e.Key == key) is { } change ? change.Old : present;
        var state = new State(made, First(Pipeline, deal[Pipeline]), First(Stage, deal[Stage]), First(Status, deal[Status]), First(Expected, deal[Expected]));
        var states = new List<State>();

        // An imported deal may have been closed at a time that its log says nothing of.
        if (!entries.Exists(e => e.Key == Status) && PipedriveDeals.ClosedAt(deal) is { } text && PipedriveValues.TryInstant(text, out var closed) && closed > made)
        {
            entries = [.. entries.Append(new Entry(closed, Status, "open", deal[Status])).OrderBy(e => e.At)];
            state = state with { Status = "open" };
        }

        states.Add(state);
        foreach (var moment in entries.Where(e => e.Key is Pipeline or Stage or Status or Expected).GroupBy(e => e.At))
        {
            state = moment.Aggregate(state with { At = moment.Key }, static (s, e) => e.Key switch
            {
                Pipeline => s with { Pipeline = e.New },
                Stage => s with { Stage = e.New },
                Status => s with { Status = e.New },
                _ => s with { Expected = e.New },
            });
            if (moment.Key == states[^1].At) states[^1] = state;
            else states.Add(state);
        }

        return Closings(states);
    }

    /// <summary>A closed deal stays closed since it was: later moves do not close it again.</summary>
    private static List<State> Closings(List<State> states)
    {
        for (var at = 1; at < states.Count; at++)
            if (states[at].IsClosed && states[at].Status == states[at - 1].Status) states[at] = states[at] with { ClosedAt = states[at - 1].ClosedAt ?? states[at - 1].At };
        return states;
    }

    /// <summary>The reporting date of a closed deal: the present one as Pipedrive states it, of a former closing its instant. Of an open deal what was expected.</summary>
    private static string? CloseOf(PipedriveRow deal, State state, bool isPresent)
    {
        if (!state.IsClosed) return state.Expected is { } day && PipedriveValues.TryDate(day, out var expected) ? expected.ToString() : null;
        if (isPresent && PipedriveDeals.ClosedAt(deal) is { } text && PipedriveValues.TryDate(text, out var stated)) return stated.ToString();
        return FactDate.OfInstant(state.ClosedAt ?? state.At).ToString();
    }

    /// <summary>What stayed the same is no change; of two values at one instant the last one counts. Nothing at the beginning is said where there was nothing.</summary>
    private static void Add(PipedriveRow deal, DealField field, IEnumerable<(Instant At, string? Value)> course, PageFacts into)
    {
        string? last = null;
        foreach (var (at, value) in course.GroupBy(c => c.At).Select(g => g.Last()))
        {
            if (value == last) continue;
            last = value;
            into.Changes.Add(new DealChange(deal.Id, field, at, value));
        }
    }

    private sealed record Entry(Instant At, string Key, string? Old, string? New);

    private sealed record State(Instant At, string? Pipeline, string? Stage, string? Status, string? Expected)
    {
        public Instant? ClosedAt { get; init; }

        public bool IsClosed => Status is "won" or "lost";
    }
}
