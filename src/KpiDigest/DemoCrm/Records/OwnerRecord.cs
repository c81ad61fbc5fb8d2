using NodaTime;

namespace KpiDigest.DemoCrm.Records;

/// <summary>An owner.</summary>
internal sealed record OwnerRecord
{
    public required long Id { get; init; }

    public required long UserId { get; init; }

    public required string FirstName { get; init; }

    public required string LastName { get; init; }

    public required string Email { get; init; }

    /// <summary>Primary team, 0: none.</summary>
    public long TeamId { get; init; }

    /// <summary>A further team, 0: none.</summary>
    public long SecondTeamId { get; init; }

    public required Instant Created { get; init; }

    public required Instant Updated { get; init; }

    /// <summary>True for people who left: their user id is gone and they are in no team.</summary>
    public bool Archived { get; init; }
}
