namespace KpiDigest.DemoCrm.Generation;

/// <summary>Draws what becomes of each deal: rep, size, cycle, outcome, quarter-end rush.</summary>
internal sealed class DealPlanner(DemoRandom random, DemoRoster roster, IReadOnlyList<DemoCompanySeed> companies)
{
    private static readonly string[] Products = ["Flowmeter FX200", "Gas analyser G4", "Torque bench T9", "pH probe set P12", "LabHub licences", "Pressure rig PR7", "Calibration contract"];
    private readonly List<DemoCompanySeed>[] _byTeam = [.. Enumerable.Range(0, roster.Teams.Count).Select(t => companies.Where(c => c.Team == t).ToList())];

    private readonly double[] _carried = [.. roster.Reps.Select(_ => random.Next())];

    /// <summary>All deals in order of creation.</summary>
    public IEnumerable<DealPlan> All()
    {
        for (var day = 0; day < DemoDays.Last; day++)
        {
            if (!DemoDays.IsWorkday(day)) continue;
            var count = (int)(DemoStory.Arrivals(day) + random.Next(-2, 3));
            for (var i = 0; i < count; i++) yield return Plan(day);
        }
    }

    /// <summary>Big deals that nobody has touched for months.</summary>
    public IEnumerable<DealPlan> Stale()
    {
        foreach (var (team, amount, age, quiet, stage) in new[] { (0, 418_000m, 231, 118, 4), (2, 286_500m, 204, 97, 3), (3, 349_000m, 262, 131, 4), (3, 197_000m, 178, 84, 2), (4, 264_000m, 190, 76, 3), (5, 181_500m, 166, 69, 4) })
        {
            var created = DemoDays.WorkdayAtOrBefore(DemoDays.Last - age);
            var rep = Teammates(team, created).First(r => r.Left == int.MaxValue);
            yield return new DealPlan
            {
                Rep = rep,
                CompanyIndex = random.Pick(_byTeam[team]).Index,
                Created = created,
                Closes = DemoDays.Last + 60,
                Won = false,
                Kind = "newbusiness",
                Amount = amount,
                Product = Products[team],
                ForgottenFrom = DemoDays.Last - quiet,
                FixedStage = stage,
            };
        }
    }

    private IEnumerable<DemoRep> Teammates(int team, int day) => roster.Reps.Where(r => r.TeamOn(day) == team && r.IsHere(day));

    private DealPlan Plan(int day)
    {
        var rep = Rep(day);
        var kind = Kind();
        var amount = Amount(kind);
        var closes = day + Cycle(kind, (double)amount);
        var won = Wins(rep, WinProbability(rep, kind, (double)amount, closes));
        closes = Shift(day, won ? closes : Lose(day, closes), won);
        var tooRosy = kind != "renewal" && DemoStory.IsTooRosy(day, closes, (double)amount) && random.Chance(0.5);
        if (tooRosy) (closes, won) = Postpone();
        return new DealPlan
        {
            Rep = rep,
            CompanyIndex = random.Pick(_byTeam[rep.TeamOn(day)]).Index,
            Created = day,
            Closes = closes,
            Won = won,
            Kind = random.Chance(0.03) && kind != "renewal" ? null : kind,
            Amount = random.Chance(0.03) ? null : amount,
            Product = kind == "renewal" ? Products[^1] : random.Pick(Products),
            IsUsd = random.Chance(0.045),
            TooRosy = tooRosy,
            ForgottenFrom = closes >= DemoDays.Last && !tooRosy ? ForgottenFrom(day) : int.MaxValue,
        };
    }

    /// <summary>Of the open deals older than some weeks a third is not worked on any more.</summary>
    private int ForgottenFrom(int created)
    {
        var latest = DemoDays.Last - 33;
        return created < latest - 8 && random.Chance(0.34) ? random.Whole(Math.Max(created + 6, latest - 80), latest) : int.MaxValue;
    }

    private DemoRep Rep(int day)
    {
        Span<double> weights = stackalloc double[roster.Reps.Count];
        for (var i = 0; i < weights.Length; i++)
        {
            var rep = roster.Reps[i];
            var learning = day - rep.Hired < 90 ? 0.5 : 1.0;
            weights[i] = rep.IsHere(day) ? rep.Weight * learning * DemoStory.TeamArrivals(rep.TeamOn(day), day) : 0;
        }

        return roster.Reps[random.Weighted(weights)];
    }

    private string Kind() => random.Next() switch
    {
        < 0.12 => "renewal",
        < 0.44 => "existingbusiness",
        _ => "newbusiness",
    };

    private decimal Amount(string kind)
    {
        var raw = kind switch { "renewal" => random.Skewed(14_000, 0.6), "existingbusiness" => random.Skewed(12_500, 0.75), _ => random.Skewed(17_000, 0.8) };
        var step = raw switch { < 5_000 => 50, < 50_000 => 100, _ => 500 };
        var whole = (decimal)(int)(Math.Clamp(raw, 900, 160_000) / step) * step;
        return random.Chance(0.02) ? whole + 0.5m : whole;
    }

    private int Cycle(string kind, double amount)
    {
        var median = kind == "renewal" ? 30 : amount switch { < 5_000 => 24, < 15_000 => 36, < 40_000 => 50, < 100_000 => 66, _ => 92 };
        return Math.Clamp((int)random.Skewed(median, 0.5), 3, 300);
    }

    /// <summary>A draw; for the people the story is about, wins are spread evenly, so that chance does not blur it.</summary>
    private bool Wins(DemoRep rep, double probability)
    {
        if (rep.Team != DemoRoster.SlippingTeam && rep.LastName != DemoRoster.ImprovingRep) return random.Chance(probability);
        _carried[rep.Index] += probability;
        if (_carried[rep.Index] < 1) return false;
        _carried[rep.Index] -= 1;
        return true;
    }

    private static double WinProbability(DemoRep rep, string kind, double amount, int day)
    {
        if (kind == "renewal") return 0.86;
        var size = amount switch { < 5_000 => 1.15, < 100_000 => 1.0, _ => 0.8 };
        return Math.Clamp(DemoStory.WinRate(rep, day) * size * (kind == "existingbusiness" ? 1.2 : 0.9), 0.04, 0.9);
    }

    /// <summary>Deals are lost earlier than won, a third of them soon.</summary>
    private int Lose(int created, int closes) => created + Math.Max(2, (int)((closes - created) * (random.Chance(0.34) ? 0.4 : 0.92)));

    /// <summary>Summer delays, quarter ends attract.</summary>
    private int Shift(int created, int closes, bool won)
    {
        if (DemoDays.Date(closes).Month == 8 && random.Chance(0.3)) closes += random.Whole(18, 34);
        var lastDay = DemoDays.QuarterStart(DemoDays.Quarter(closes) + 1) - 1;
        if (lastDay - closes < 40 && random.Chance(won ? 0.45 : 0.15)) closes = lastDay - random.Whole(0, 9);
        else if (won && closes - DemoDays.QuarterStart(DemoDays.Quarter(closes)) < 16 && random.Chance(0.4)) closes = DemoDays.QuarterStart(DemoDays.Quarter(closes)) - 1 - random.Whole(0, 5);
        closes = DemoDays.WorkdayAtOrBefore(closes);
        return Math.Max(closes, created + 3) is var day && DemoDays.IsWorkday(day) ? day : day + 2;
    }

    private (int Closes, bool Won) Postpone() => random.Next() switch
    {
        < 0.3 => (DemoDays.WorkdayAtOrBefore(DemoStory.LastQuarterEnd + random.Whole(8, 45)), true),
        < 0.55 => (DemoDays.WorkdayAtOrBefore(DemoStory.LastQuarterEnd + random.Whole(8, 45)), false),
        _ => (DemoDays.Last + random.Whole(6, 40), random.Chance(0.5)),
    };
}
