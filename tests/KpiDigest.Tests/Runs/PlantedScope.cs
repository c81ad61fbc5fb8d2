using System.Globalization;
using NodaTime;

namespace KpiDigest.Tests.Runs;

/// <summary>
/// What a reader of a planted company may see, reckoned from how the company was made and with nothing of the program: a record belongs to a scope when
/// somebody of the scope had it, as of an instant in its life and before the run's; a closed deal lives until its close.
/// </summary>
/// <param name="company">The company.</param>
/// <param name="asOf">The run's instant.</param>
/// <param name="team">The team of the scope; null: of a rep or of the company.</param>
/// <param name="rep">The rep of the scope; null: of a team or of the company.</param>
internal sealed class PlantedScope(PlantedCompany company, Instant asOf, int? team, int? rep)
{
    private bool IsCompany => team is null && rep is null;

    /// <summary>Every word that a reader of the scope may find.</summary>
    public HashSet<string> Allowed()
    {
        var words = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (kind, number) in All(company))
            if (IsCompany || Belongs(kind, number)) words.Add(PlantedCompany.Word(kind, number));
        return words;
    }

    /// <summary>Exact amounts of deals that a reader must not find.</summary>
    public IEnumerable<string> ForbiddenAmounts() =>
        company.Books.Where(b => !IsCompany && !Had(b)).Select(b => b.Amount.ToString(CultureInfo.InvariantCulture));

    /// <summary>Exact amounts of deals that today's people of the scope had, in whatever team.</summary>
    public IEnumerable<string> AmountsOfMembers() => company.Books
        .Where(b => b.Owners.Any(o => o.Rep is { } owner && WasOf(owner, asOf, asOf)))
        .Select(b => b.Amount.ToString(CultureInfo.InvariantCulture));

    /// <summary>Every word of the company.</summary>
    public static IEnumerable<(char Kind, int Number)> All(PlantedCompany company)
    {
        var (teams, reps) = (PlantedCompany.Parents.Length, PlantedCompany.Reps);
        foreach (var (kind, count) in new[] { ('t', teams), ('r', reps), ('d', company.Books.Count), ('a', company.AccountOwners.Count), ('v', company.Calls.Count), ('p', reps), ('y', reps), ('c', teams + 1), ('n', teams + 1), ('o', teams + 1), ('s', teams + 1) })
            for (var i = 0; i < count; i++) yield return (kind, i);
    }

    private bool Belongs(char kind, int number) => kind switch
    {
        't' => IsWithin(number),
        'r' or 'p' or 'y' => WasOf(number, Instant.MinValue, asOf),
        'd' => Had(company.Books[number]),
        'a' => company.Books.Any(b => b.Account == number && Had(b)) || WasOf(company.AccountOwners[number], Instant.MinValue, asOf),
        'v' => Had(company.Books[company.Calls[number].Deal]) || WasOf(company.Calls[number].Owner, Instant.MinValue, asOf) || WasOf(company.Calls[number].Guest, Instant.MinValue, asOf),
        // Texts of the company stand first, for the company only.
        _ => number > 0 && IsWithin(number - 1),
    };

    private bool Had(PlantedDeal deal)
    {
        var end = deal.Closed ?? asOf;
        for (var i = 0; i < deal.Owners.Count; i++)
        {
            var (since, owner) = deal.Owners[i];
            var until = i + 1 < deal.Owners.Count && deal.Owners[i + 1].Since < end ? deal.Owners[i + 1].Since : end;
            if (since <= end && WasOf(owner, since, until)) return true;
        }

        return false;
    }

    /// <summary>Whether somebody was of the scope at any instant of a span, its ends included.</summary>
    private bool WasOf(int? person, Instant from, Instant to)
    {
        if (person is not { } known) return false;
        if (rep is not null) return known == rep;
        if (IsWithin(company.TeamAt(known, from)) || IsWithin(company.TeamAt(known, to))) return true;
        foreach (var (since, next) in company.Moves[known])
            if (since > from && since <= to && IsWithin(next)) return true;
        return false;
    }

    private bool IsWithin(int? inner)
    {
        for (var at = inner; at is { } number; at = PlantedCompany.Parents[number])
            if (number == team) return true;
        return false;
    }
}
