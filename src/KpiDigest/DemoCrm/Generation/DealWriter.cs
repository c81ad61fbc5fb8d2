using KpiDigest.DemoCrm.Records;
using KpiDigest.DemoCrm.Schema;
using NodaTime;

namespace KpiDigest.DemoCrm.Generation;

/// <summary>Writes the history of a planned deal and the record that follows from it.</summary>
internal sealed class DealWriter(DemoRandom random, DemoRoster roster, DemoCustomers customers, DemoDays days)
{
    private static readonly string[] LostReasons = ["Price", "Chose a competitor", "No budget", "No decision", "Missing feature", "Timing", "No answer"];
    private static readonly double[] LostWeights = [26, 24, 16, 14, 8, 7, 5];
    private static readonly string[] WonReasons = ["Accuracy", "Service", "Price", "Existing relationship"];

    private readonly DealCourse _course = new(random, days);

    /// <summary>The deal as it stands when the data ends, without its id.</summary>
    public DealRecord Write(DealPlan plan)
    {
        var created = days.WorkingTime(plan.Created, random);
        var history = new DealHistory { From = created, Limit = Math.Min(days.EndMs, Forgotten(plan)) };
        var pipeline = plan.Kind == "renewal" ? DemoPipelines.Renewals : DemoPipelines.Sales;
        var owner = WriteOwners(plan, created, history);
        WriteAmounts(plan, created, history);
        _course.Write(plan, pipeline, created, history);
        var stage = pipeline[history.Present(Tracked.Stage).Text!];
        var close = history.Present(Tracked.Close);
        var usd = plan.IsUsd && owner.Team is 4 or 2;
        var modified = random.Chance(0.3) && !stage.IsClosed ? Touch(plan, history) : history.LastAt;
        return new DealRecord
        {
            Id = 0,
            Name = Name(plan),
            Stage = stage,
            Amount = history.Present(Tracked.Amount) is { IsNull: false } amount ? amount.AsDecimal() : null,
            Currency = usd ? "USD" : "EUR",
            Rate = usd ? DemoRates.On(stage.IsClosed ? days.DayOf(close.Number) : DemoDays.Last) : 1m,
            Close = Moment(close.Number),
            StageEntered = Moment(history.ChangedAt(Tracked.Stage)),
            OwnerId = owner.OwnerId,
            TeamId = roster.Teams[owner.TeamOn(days.DayOf(history.ChangedAt(Tracked.Owner)))].Id,
            Kind = plan.Kind,
            Category = history.Present(Tracked.Category).Text,
            LostReason = stage.IsLost && random.Chance(0.88) ? LostReasons[random.Weighted(LostWeights)] : null,
            WonReason = stage.IsWon && random.Chance(0.4) ? random.Pick(WonReasons) : null,
            Product = plan.Product,
            CompanyId = DemoCustomers.IdOf(plan.CompanyIndex),
            ContactId = DemoCustomers.ContactIdOf(plan.CompanyIndex),
            Created = Moment(created),
            Modified = Moment(modified),
            Entries = history.ToArray(),
        };
    }

    private static Instant Moment(long ms) => Instant.FromUnixTimeMilliseconds(ms);

    private long Forgotten(DealPlan plan) => plan.ForgottenFrom == int.MaxValue ? long.MaxValue : days.Start(plan.ForgottenFrom);

    /// <summary>A note or another field that keeps no history.</summary>
    private long Touch(DealPlan plan, DealHistory history) =>
        Math.Min(history.LastAt + (random.Whole(1, 200) * 3_600_000L), Math.Min(days.EndMs, Forgotten(plan)) - 1);

    private string Name(DealPlan plan)
    {
        var company = customers.Seeds[plan.CompanyIndex].Name;
        var note = random.Next() switch { < 0.0006 => " <urgent>", < 0.0012 => " {{draft}}", < 0.0018 => " \"R&D\"", _ => "" };
        return $"{company} – {plan.Product}{(plan.Kind == "renewal" ? $" {DemoDays.Date(plan.Created).Year}" : "")}{note}";
    }

    /// <summary>The first owner, a colleague now and then, and somebody else when the owner leaves. Returns the present one.</summary>
    private DemoRep WriteOwners(DealPlan plan, long created, DealHistory history)
    {
        var owner = plan.Rep;
        var ends = Math.Min(plan.Closes, DemoDays.Last);
        history.Add(Tracked.Owner, created, DemoValue.OfId(owner.OwnerId));
        if (random.Chance(0.03) && ends - plan.Created > 12)
            owner = Hand(owner, plan.Created + random.Whole(3, (ends - plan.Created) / 2), Tracked.ByUser, history);
        var stays = plan.Closes >= DemoDays.Last && random.Chance(0.3);
        return owner.Left < ends && !stays ? Hand(owner, owner.Left, Tracked.ByAutomation, history) : owner;
    }

    private DemoRep Hand(DemoRep from, int day, string source, DealHistory history)
    {
        var team = from.TeamOn(day);
        var others = roster.Reps.Where(r => r != from && r.Team == team && r.TeamOn(day) == team && r.IsHere(day) && r.Left == int.MaxValue).ToList();
        var to = random.Pick(others);
        return history.Add(Tracked.Owner, days.WorkingTime(day, random), DemoValue.OfId(to.OwnerId), source) ? to : from;
    }

    private void WriteAmounts(DealPlan plan, long created, DealHistory history)
    {
        if (plan.Amount is not { } amount) return;
        var ends = Math.Min(plan.Closes, DemoDays.Last);
        var first = random.Chance(0.36) ? decimal.Round(amount * (decimal)random.Whole(80, 131) / 100m / 50m, 0, MidpointRounding.ToEven) * 50m : amount;
        var stated = random.Chance(0.15) && plan.FixedStage < 0 && ends - plan.Created > 6
            ? days.WorkingTime(plan.Created + random.Whole(1, (ends - plan.Created) / 2), random)
            : created;
        history.Add(Tracked.Amount, stated, DemoValue.Of((decimal?)first));
        if (first != amount && ends - plan.Created > 4)
            history.Add(Tracked.Amount, Math.Max(stated, days.WorkingTime(ends - random.Whole(1, Math.Max(2, (ends - plan.Created) / 2)), random)), DemoValue.Of((decimal?)amount));
    }
}
