using Dapper;
using KpiDigest.Store;

namespace KpiDigest.Runs.Erasing;

/// <summary>Somebody as the installation knows the person.</summary>
/// <param name="RepId">Id in the CRM; null: no rep.</param>
/// <param name="Names">Every name the CRM ever gave the rep.</param>
/// <param name="Addresses">Every address.</param>
internal sealed record FoundPerson(string? RepId, IReadOnlyList<string> Names, IReadOnlyList<string> Addresses);

/// <summary>Finds a person by address, name or CRM id.</summary>
internal static class PersonSearch
{
    /// <param name="database">Where.</param>
    /// <param name="source">The CRM.</param>
    /// <param name="text">An address, a rep's full name, or <c>#id</c>.</param>
    /// <param name="alsoCalled">Names of somebody who is no rep.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <exception cref="InvalidOperationException">Several reps are meant.</exception>
    public static Task<FoundPerson?> FindAsync(Database database, string source, string text, IReadOnlyList<string> alsoCalled, CancellationToken cancellationToken) => database.UseAsync(
        async connection =>
        {
            var rows = (await connection.QueryAsync<(string Id, string Name, string? Email)>("select distinct id, name, email from reps where source = @source", new { source })).AsList();
            var wanted = ErasedWords.Form(text.Trim());
            var ids = rows.Where(r => $"#{r.Id}" == text.Trim() || ErasedWords.Form(r.Name) == wanted || (r.Email is { } email && ErasedWords.Form(email) == wanted)).Select(r => r.Id).Distinct().ToList();
            if (ids.Count > 1) throw new InvalidOperationException($"{ids.Count} reps are meant: name one by its id, such as #{ids[0]}.");
            var own = rows.Where(r => ids.Contains(r.Id)).ToList();
            var isAddress = text.Contains('@', StringComparison.Ordinal);
            if (own.Count == 0 && !isAddress) return null;
            return new FoundPerson(
                ids.FirstOrDefault(),
                [.. own.Select(r => r.Name).Concat(alsoCalled).Distinct(StringComparer.Ordinal)],
                [.. own.Select(r => r.Email).OfType<string>().Concat(isAddress ? [text.Trim()] : []).Select(ErasedWords.Form).Distinct(StringComparer.Ordinal)]);
        },
        cancellationToken);
}
