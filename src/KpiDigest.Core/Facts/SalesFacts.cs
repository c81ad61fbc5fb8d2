using KpiDigest.Core.Periods;
using NodaTime;

namespace KpiDigest.Core.Facts;

/// <summary>
/// Immutable, columnar snapshot of the facts as of an instant. KPIs read slices; none enumerates all facts. Names and links are not
/// kept: they are fetched by id at the edge.
/// </summary>
public sealed class SalesFacts
{
    /// <summary>T.</summary>
    public Instant AsOf => throw new NotImplementedException();

    /// <summary>The calendar.</summary>
    public PeriodCalendar Calendar => throw new NotImplementedException();

    /// <summary>ISO 4217 code of all amounts.</summary>
    public string HomeCurrency => throw new NotImplementedException();

    /// <summary>The counting rules.</summary>
    public DealRules Rules => throw new NotImplementedException();

    /// <summary>Whether the past was rebuilt from the CRM's dates and history.</summary>
    public bool Reconstructed => throw new NotImplementedException();

    /// <summary>All reps, leavers included.</summary>
    public IReadOnlyList<Rep> Reps => throw new NotImplementedException();

    /// <summary>All teams.</summary>
    public IReadOnlyList<Team> Teams => throw new NotImplementedException();

    /// <summary>What was left out of the counts and what lacks something; for the coverage line.</summary>
    public Coverage Coverage => throw new NotImplementedException();

    /// <summary>Reads <c>company</c>, <c>team:NAME</c>, <c>team:#id</c>, <c>rep:NAME</c>, <c>rep:#id</c>; names without case.</summary>
    /// <returns>False with a fault that names the text and the nearest names; an ambiguous name is a fault too.</returns>
    public bool TryResolve(string text, out Scope scope, out string fault) => throw new NotImplementedException();

    /// <summary>Rows below a scope: the company's top teams and (unassigned) where it owns anything; a team's direct sub-teams and present members; none below a rep. By name.</summary>
    public IReadOnlyList<Scope> Children(Scope scope) => throw new NotImplementedException();
}
