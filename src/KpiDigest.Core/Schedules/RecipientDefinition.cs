using NodaTime;

namespace KpiDigest.Core.Schedules;

/// <summary>One recipient of a digest; one scope each.</summary>
/// <param name="Email">Address in lower case; identity of the recipient.</param>
/// <param name="Name">Name; may be empty.</param>
/// <param name="Scope">Scope as written, resolved against the facts at each run.</param>
/// <param name="Zone">Zone of delivery and of shown instants.</param>
/// <param name="Culture">Culture name of numbers and dates.</param>
public sealed record RecipientDefinition(string Email, string Name, string Scope, DateTimeZone Zone, string Culture)
{
    /// <summary>Own time of day of delivery; null: the digest's.</summary>
    public LocalTime? At { get; init; }

    /// <summary>Whether the mail goes out although the CRM calls this person inactive.</summary>
    public bool EvenIfInactive { get; init; }
}
