using System.Globalization;
using System.Text.RegularExpressions;
using KpiDigest.Core.Schedules;
using NodaTime;

namespace KpiDigest.Configuration;

/// <summary>Reads who gets a digest: the list with its groups expanded, everybody once; every fault with its key.</summary>
internal sealed partial class RecipientReader(IList<GroupOptions> groups, List<ConfigurationFault> faults)
{
    public const string DefaultCulture = "en-GB";

    private sealed record Entry(string Key, bool Direct, RecipientDefinition Recipient);

    /// <summary>The recipients of a digest.</summary>
    /// <param name="digest">As configured.</param>
    /// <param name="key">Its key.</param>
    /// <param name="zone">The zone of recipients without one.</param>
    public IReadOnlyList<RecipientDefinition> Read(DigestOptions digest, string key, DateTimeZone zone)
    {
        var entries = new List<Entry>();
        for (var i = 0; i < digest.Recipients.Count; i++)
            foreach (var entry in ReadOne(digest.Recipients[i], $"{key}:Recipients:{i}", zone)) Add(entries, entry);
        return [.. entries.Select(e => e.Recipient)];
    }

    /// <summary>The groups themselves: names and members.</summary>
    public void CheckGroups()
    {
        for (var i = 0; i < groups.Count; i++)
        {
            var (group, key) = (groups[i], $"Groups:{i}");
            if (group.Name.Length == 0) faults.Add(new ConfigurationFault($"{key}:Name", "", "missing: recipients name the group by it."));
            else if (groups.Take(i).Any(g => Same(g.Name, group.Name))) faults.Add(new ConfigurationFault($"{key}:Name", group.Name, "used twice; each group needs its own."));
            if (group.Members.Count == 0) faults.Add(new ConfigurationFault($"{key}:Members", null, "empty: nobody would get mail for this group."));
            for (var m = 0; m < group.Members.Count; m++) Member(group.Members[m], "company", $"{key}:Members:{m}", DateTimeZone.Utc);
        }
    }

    private IEnumerable<Entry> ReadOne(RecipientOptions recipient, string key, DateTimeZone zone)
    {
        if (!ScopePattern().IsMatch(recipient.Scope)) faults.Add(new ConfigurationFault($"{key}:Scope", recipient.Scope, "expected company, team:NAME, team:#id or rep:NAME."));
        if (recipient.Group.Length == 0) return [new Entry(key, true, Member(recipient, recipient.Scope, key, zone))];
        if (recipient.Email.Length > 0) faults.Add(new ConfigurationFault($"{key}:Email", recipient.Email, "there is a Group too: write one of them."));
        if (groups.FirstOrDefault(g => Same(g.Name, recipient.Group)) is not { } group)
        {
            faults.Add(new ConfigurationFault($"{key}:Group", recipient.Group, $"no such group. Groups: {(groups.Count == 0 ? "none" : string.Join(", ", groups.Select(g => g.Name)))}."));
            return [];
        }

        // What is wrong with a member is said once, at the group.
        var quiet = new RecipientReader(groups, []);
        var own = Zone(recipient.TimeZone, zone, $"{key}:TimeZone");
        return [.. group.Members.Select(m => new Entry($"{key} (group {group.Name})", false, quiet.Member(m, recipient.Scope, key, own)))];
    }

    private void Add(List<Entry> entries, Entry entry)
    {
        var (email, scope) = (entry.Recipient.Email, entry.Recipient.Scope);
        var at = entries.FindIndex(e => e.Recipient.Email == email);
        if (at < 0) entries.Add(entry);
        else if (entries[at].Direct && entry.Direct)
            faults.Add(new ConfigurationFault($"{entry.Key}:Email", email, "listed twice; a recipient gets one mail and one scope per digest."));
        else if (!Same(entries[at].Recipient.Scope, scope))
            faults.Add(new ConfigurationFault($"{entry.Key}", email, $"listed twice, with scope {scope} here and scope {entries[at].Recipient.Scope} at {entries[at].Key}; a recipient gets one mail and one scope per digest."));
        else if (entry.Direct) entries[at] = entry;
    }

    private RecipientDefinition Member(MemberOptions member, string scope, string key, DateTimeZone zone)
    {
        var email = member.Email.Trim().ToLowerInvariant();
        if (!EmailPattern().IsMatch(email)) faults.Add(new ConfigurationFault($"{key}:Email", member.Email, "expected one address such as cara@example.com."));
        if (member.Name.Any(char.IsControl)) faults.Add(new ConfigurationFault($"{key}:Name", null, "holds a control character."));
        return new RecipientDefinition(email, member.Name, scope, Zone(member.TimeZone, zone, $"{key}:TimeZone"), Culture(member.Culture, $"{key}:Culture"))
        {
            At = ScheduleReader.TimeOfDay(member.At, $"{key}:At", faults),
            EvenIfInactive = member.EvenIfInactive,
        };
    }

    /// <summary>A culture's proper name.</summary>
    public string Culture(string name, string key)
    {
        if (name.Length == 0) return DefaultCulture;
        try
        {
            return CultureInfo.GetCultureInfo(name, predefinedOnly: true).Name;
        }
        catch (CultureNotFoundException)
        {
            faults.Add(new ConfigurationFault(key, name, "unknown culture: write a name such as en-US or de-DE."));
            return DefaultCulture;
        }
    }

    /// <summary>A zone by name; the other where none is named.</summary>
    public DateTimeZone Zone(string name, DateTimeZone fallback, string key)
    {
        if (name.Length == 0) return fallback;
        var zone = DateTimeZoneProviders.Tzdb.GetZoneOrNull(name);
        if (zone is null) faults.Add(new ConfigurationFault(key, name, "unknown zone: write an IANA name such as Europe/Berlin."));
        return zone ?? fallback;
    }

    private static bool Same(string left, string right) => left.Equals(right, StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex(@"^[^@\s,;<>""()\\\p{C}]+@[^@\s,;<>""()\\\p{C}]+\.[^@\s,;<>""()\\\p{C}]+$")]
    private static partial Regex EmailPattern();

    [GeneratedRegex("^(company|team:.+|rep:.+)$", RegexOptions.IgnoreCase)]
    private static partial Regex ScopePattern();
}
