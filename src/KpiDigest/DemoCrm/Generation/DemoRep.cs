namespace KpiDigest.DemoCrm.Generation;

/// <summary>A rep of the demo company.</summary>
/// <param name="Index">Position in the roster.</param>
/// <param name="OwnerId">Owner id.</param>
/// <param name="FirstName">First name.</param>
/// <param name="LastName">Last name.</param>
/// <param name="Team">Index of the present team.</param>
/// <param name="Weight">Share of the work: seniority.</param>
/// <param name="Skill">Probability to win an average deal.</param>
/// <param name="Hired">First day.</param>
/// <param name="Left">First day after the last; <see cref="int.MaxValue"/>: still here.</param>
/// <param name="MovedFrom">The team before, −1: never moved.</param>
internal sealed record DemoRep(int Index, long OwnerId, string FirstName, string LastName, int Team, double Weight, double Skill, int Hired, int Left, int MovedFrom)
{
    /// <summary>The day on which those who changed teams did so.</summary>
    public static int MoveDay { get; } = DemoDays.Number(new NodaTime.LocalDate(2024, 7, 1));

    public bool IsHere(int day) => day >= Hired && day < Left;

    /// <summary>Team index on a day.</summary>
    public int TeamOn(int day) => MovedFrom >= 0 && day < MoveDay ? MovedFrom : Team;
}
