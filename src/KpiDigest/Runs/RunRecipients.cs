using KpiDigest.Core.Facts;
using KpiDigest.Core.Schedules;

namespace KpiDigest.Runs;

/// <summary>
/// Who gets a run's mails: those listed and, where the digest says so, everybody who leads a team, from the run's facts. Equal facts give equal recipients, so
/// replay finds the same. A person who is listed has the scope of the list.
/// </summary>
/// <param name="Digest">The digest with all its recipients.</param>
/// <param name="Withheld">Who of them gets nothing, by address (or <c>rep:#id</c> where there is none), and why.</param>
/// <param name="HeldBecause">Why nobody can be sent anything; null: somebody can.</param>
internal sealed record RunRecipients(DigestDefinition Digest, IReadOnlyDictionary<string, string> Withheld, string? HeldBecause)
{
    /// <param name="digest">As configured.</param>
    /// <param name="sales">The run's facts.</param>
    /// <param name="mayReceive">Whether an address is one and mail may go there.</param>
    public static RunRecipients Of(DigestDefinition digest, SalesFacts sales, Func<string, bool> mayReceive)
    {
        if (digest.Found is not { } found) return new RunRecipients(digest, new Dictionary<string, string>(), null);
        var leads = sales.TeamLeads(sales.Calendar.DateOf(sales.AsOf));
        if (leads.Count == 0)
            return new RunRecipients(digest, new Dictionary<string, string>(), "RecipientsFrom = \"TeamLeads\", but nobody is known to lead a team. Say who does in roster.csv (column lead), or list the Recipients.");
        var (recipients, withheld) = (digest.Recipients.ToList(), new Dictionary<string, string>(StringComparer.Ordinal));
        foreach (var lead in leads)
        {
            var key = lead.Person.Email?.Trim().ToLowerInvariant() is { Length: > 0 } email ? email : $"rep:#{lead.Person.Id}";
            if (digest.Recipients.Any(r => r.Email == key)) continue;
            if (recipients.Exists(r => r.Email == key)) withheld[key] = "more than one lead has this address: list the person in Recipients, with a scope.";
            else recipients.Add(new RecipientDefinition(key, lead.Person.Name, TextOf(lead.Teams[0], sales), found.Zone, found.Culture));
            if (WhyNot(lead, mayReceive) is { } reason) withheld.TryAdd(key, reason);
        }

        return new RunRecipients(digest with { Recipients = recipients }, withheld, null);
    }

    private static string? WhyNot(TeamLead lead, Func<string, bool> mayReceive)
    {
        if (string.IsNullOrWhiteSpace(lead.Person.Email)) return $"leads {Names(lead)}, but the CRM knows no address: add it there, or list the person in Recipients.";
        if (!lead.IsActive) return $"leads {Names(lead)}, but works here no more: say in roster.csv who leads it now.";
        if (lead.Teams.Count > 1) return $"leads {Names(lead)}, and a recipient has one scope: list the person in Recipients, with one of them.";
        return mayReceive(lead.Person.Email) ? null : $"leads {Names(lead)}, but the address in the CRM is none, or its domain is not among Mail:AllowedDomains.";
    }

    private static string Names(TeamLead lead) => string.Join(" and ", lead.Teams.Select(t => t.Name));

    /// <summary>By name, as people write it, so that readers of one scope share an edition; by id where the name does not say which.</summary>
    private static string TextOf(Scope team, SalesFacts sales) =>
        sales.TryResolve(team.ToString(), out var found, out _) && found == team ? team.ToString() : $"team:#{team.Id}";
}
