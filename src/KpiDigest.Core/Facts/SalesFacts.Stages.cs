using NodaTime;

namespace KpiDigest.Core.Facts;

/// <content>How deals went through the stages.</content>
public sealed partial class SalesFacts
{
    private const decimal TicksPerDay = 864_000_000_000m;

    /// <summary>The stage of a deal at an instant; null: none or unknown.</summary>
    internal Stage? StageOf(in DealRow deal, Instant asOf) => StageAt(Rewind.StageAt(deal.Index, KnownAt(asOf)));

    /// <summary>Days a deal spent in each open stage up to an instant, all visits together; none without stage history from its beginning.</summary>
    internal IReadOnlyList<(Stage Stage, decimal Days)> StageDaysOf(in DealRow deal, Instant asOf)
    {
        if (WatchedSince is { } since && !(Deals.Created[deal.Index] is var created && created != Cell.None && Cell.InstantOf(created, Calendar.Zone) >= Cell.Of(since))) return [];
        var trail = Rewind.StageTrail(deal.Index, KnownAt(asOf)).ToList();
        return [.. trail.Zip(trail.Skip(1), (entry, next) => (Stage: StageAt(entry.Stage), Days: (next.At - entry.At) / TicksPerDay))
            .Where(s => s.Stage is { Status: DealStatus.Open })
            .GroupBy(s => s.Stage!.Id, StringComparer.Ordinal).Select(g => (g.First().Stage!, g.Sum(s => s.Days)))];
    }

    /// <summary>Moves of counted deals on local dates in <c>[from, until)</c> as known at an instant, by the owner and the owner's team then.</summary>
    internal IReadOnlyList<StageMove> StageMoves(Scope scope, LocalDate from, LocalDate until, Instant asOf)
    {
        var (first, end, at) = (Cell.Of(from), Cell.Of(until), KnownAt(asOf));
        var found = new List<StageMove>();
        foreach (var rep in Candidates(scope))
        {
            if (at == _known)
            {
                var (moves, order) = Once("stage-moves", MovesAtT);
                foreach (var move in order.Of(rep, first, end)) if (Covers(scope, rep, moves[move].At)) found.Add(moves[move]);
            }
            else
            {
                foreach (var deal in _ever.Of(rep))
                    found.AddRange(MovesOf(deal, at).Where(m => m.Rep == rep && Day(m) >= first && Day(m) < end && Covers(scope, rep, m.At)));
            }
        }

        Interlocked.Add(ref _rowsTouched, found.Count);
        return found;
    }

    private (StageMove[] Moves, DealSlices Order) MovesAtT()
    {
        var moves = Enumerable.Range(0, Deals.Count).SelectMany(d => MovesOf(d, _known)).ToArray();
        return (moves, DealSlices.Of(Roster.Reps.Length, moves.Select((m, i) => (m.Rep, Day(m), i))));
    }

    private int Day(StageMove move) => Cell.DayOf(move.At, Calendar.Zone);

    private Stage? StageAt(int number) => number < 0 ? null : Stages[number];

    private IEnumerable<StageMove> MovesOf(int deal, long at)
    {
        if (!TryState(deal, at, out var state) || state.LeftOut != LeftOut.No) return [];
        var trail = Rewind.StageTrail(deal, at).ToList();
        if (trail.Count < 2) return [];
        var (exits, others) = (new Dictionary<int, StageMove>(), new List<StageMove>());
        for (var i = 1; i < trail.Count; i++)
        {
            var (left, entered, when) = (StageAt(trail[i - 1].Stage), StageAt(trail[i].Stage), trail[i].At);
            if (left is not { Status: DealStatus.Open } || entered is null) continue;
            StageMove Of(int stage, StageMoveKind kind) => new(deal, Rewind.OwnerAt(deal, when), when, stage, kind);
            if (Kind(left, entered) is not { } kind) continue;
            if (kind == StageMoveKind.Backward) others.Add(Of(trail[i - 1].Stage, kind));
            else exits[trail[i - 1].Stage] = Of(trail[i - 1].Stage, kind);
            if (kind == StageMoveKind.Forward && entered.Status == DealStatus.Open)
                others.AddRange(Between(left, entered).Where(s => !trail.Exists(e => e.Stage == s)).Select(s => Of(s, StageMoveKind.Skipped)));
        }

        return exits.Values.Concat(others);
    }

    private static StageMoveKind? Kind(Stage left, Stage entered)
    {
        if (entered.Status == DealStatus.Won) return StageMoveKind.Forward;
        if (entered.Status == DealStatus.Lost) return StageMoveKind.Lost;
        if (entered.PipelineId != left.PipelineId || entered.Order == left.Order) return null;
        return entered.Order > left.Order ? StageMoveKind.Forward : StageMoveKind.Backward;
    }

    private IEnumerable<int> Between(Stage left, Stage entered) => Enumerable.Range(0, Stages.Length).Where(s =>
        Stages[s].PipelineId == left.PipelineId && Stages[s].Status == DealStatus.Open && Stages[s].Order > left.Order && Stages[s].Order < entered.Order);
}
