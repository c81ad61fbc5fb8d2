using KpiDigest.Core.Facts;
using NodaTime;

namespace KpiDigest.Core.Tests;

/// <content>What stands beside the deals: accounts, leads, activities and the supplement files.</content>
internal static partial class RandomCompany
{
    private const int Accounts = 50;

    private static IEnumerable<Action<Company>> Beside(int deals)
    {
        for (var i = 0; i < Accounts; i += 2)
        {
            var account = new Account { Id = $"account-{i}", Name = "An account", OwnerId = Owners[i / 2 % Owners.Length] };
            yield return c => c.Account(account);
        }

        for (var i = 0; i < deals; i += 3)
        {
            var at = Some.Instant("2017-05-01") + Duration.FromHours(i * 5600L / deals);
            var lead = new Prospect { Id = $"lead-{i}", Created = FactDate.OfInstant(at), OwnerId = Owners[i % Owners.Length], Source = i % 2 == 0 ? "fair" : null, DealIds = i % 4 == 0 ? [$"deal-{i}"] : [], AccountId = i % 7 == 0 ? null : $"account-{i % Accounts}" };
            yield return c => c.Prospect(lead);
            var call = Some.Activity($"deal-{i}", (at + Duration.FromDays(9)).ToString(), i % 5 == 0 ? ActivityStatus.Scheduled : ActivityStatus.Held, (ActivityKind)(i % 4)) with { Id = $"call-{i}", IsBulk = i % 11 == 0, AccountIds = ["account-2"] };
            yield return c => c.Activity(call);
            var coaching = Some.Activity($"deal-{i}", at.ToString(), kind: ActivityKind.Meeting) with
            {
                Id = $"inside-{i}",
                OwnerId = "lea",
                ParticipantIds = [.. new[] { Owners[i % Owners.Length], Owners[i / 3 % Owners.Length] }.OfType<string>()],
                IsInternal = true,
                IsCoaching = i % 2 == 0,
                Length = i % 8 == 0 ? null : Duration.FromMinutes(20 + (i % 50)),
            };
            yield return c => c.Activity(coaching);
        }

        yield return c => c.Rep("lea", "south").Rep("gus", "south").Supplements(_ => Files());
    }

    private static SupplementFacts Files()
    {
        var months = Enumerable.Range(0, 20).Select(m => Some.Date("2016-06-01").PlusMonths(m)).ToList();
        var days = Enumerable.Range(0, 233).Select(d => Some.Date("2017-05-01").PlusDays(d));
        return new SupplementFacts
        {
            Roster = [new("lea", "north", Some.Date("2015-03-02"), null, true), new("gus", "south", Some.Date("2015-01-01"), Some.Date("2017-08-20"), false), new("gus", "south", Some.Date("2017-09-15"), Some.Date("2017-11-20"), false)],
            SurveyRounds = [new("spring", Some.Date("2017-06-30"), "north", 9), new("spring", Some.Date("2017-06-30"), "coast", 9), new("spring", Some.Date("2017-06-30"), "south", 9)],
            SurveyAnswers = [.. from team in new[] { "north", "coast", "south", null } from score in new[] { 3, 9, 10, 7, 8, 9 } select new SurveyAnswer("spring", team, score, 0, 10, null)],
            Trainings = [new("august", "Closing", Some.Date("2017-08-15"), null, ["ann", "bob", "cid"])],
            Spends = [.. months.Select((m, i) => new Spend($"s{i}", m, m.PlusMonths(1), (SpendKind)(i % 2), 1000 + (100 * i)))],
            Traffic = [.. days.Select((d, i) => new Traffic($"t{i}", d, i % 2 == 0 ? "search" : "mail", 100 + i, i % 10))],
            Recurring = [.. from month in months from account in Enumerable.Range(0, 30) where account % 5 != 0 || month < Some.Date("2017-02-01").PlusMonths(account / 3) select new Recurring($"account-{account}", month, 100 + account)],
            Objectives =
            [
                .. from quarter in new[] { "2017-07-01", "2017-10-01" }
                   from team in new[] { null, "north", "south" }
                   from kpi in new[] { "won-revenue", null }
                   select new Objective { Id = $"{quarter} {team} {kpi}", Name = "Sell more", TeamId = team, Kpi = kpi, Actual = 40, IsCumulative = true, Target = kpi is null ? 50 : 90_000, Start = Some.Date(quarter), End = Some.Date(quarter).PlusMonths(3) },
            ],
        };
    }
}
