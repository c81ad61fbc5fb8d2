using NodaTime;

namespace KpiDigest.Core.Facts;

/// <summary>What a digest says about the completeness of its data.</summary>
public sealed record Coverage
{
    /// <summary>Deals known as of T.</summary>
    public required int Deals { get; init; }

    /// <summary>Deals that count (D1).</summary>
    public required int Counted { get; init; }

    /// <summary>Left out, by reason in English ("renewal", "excluded pipeline", "lost reason 'duplicate'"), with number.</summary>
    public required IReadOnlyList<(string Reason, int Deals)> LeftOut { get; init; }

    /// <summary>Counted closed-won deals without a stated amount.</summary>
    public required int WonWithoutAmount { get; init; }

    /// <summary>Counted deals whose owner is unknown or none.</summary>
    public required int WithoutOwner { get; init; }

    /// <summary>Counted deals whose creation date is not stated.</summary>
    public required int WithoutCreated { get; init; }

    /// <summary>Counted open deals without an expected close.</summary>
    public required int OpenWithoutClose { get; init; }

    /// <summary>Counted deals with an amount in another currency and no rate, by "currency date".</summary>
    public required IReadOnlyList<(string CurrencyAndDate, int Deals)> MissingRates { get; init; }

    /// <summary>Whether stage history is known, so that past states can be rebuilt.</summary>
    public required bool HasHistory { get; init; }

    /// <summary>Since when syncs have watched the deals of a CRM that shows no history; null: it shows one, or they could not.</summary>
    public LocalDate? WatchedSince { get; init; }

    /// <summary>Active people of the CRM.</summary>
    public int Owners { get; init; }

    /// <summary>Of these, how many own a deal.</summary>
    public int OwnersWithDeals { get; init; }

    /// <summary>What proves that the CRM's user does not see everything, in English, each with cause and fix; empty: nothing does.</summary>
    public IReadOnlyList<string> Unseen { get; init; } = [];

    /// <summary>Kinds of which records are known, though the CRM does not let us read them any more.</summary>
    public IReadOnlyList<FactKind> NoLongerRead { get; init; } = [];
}
