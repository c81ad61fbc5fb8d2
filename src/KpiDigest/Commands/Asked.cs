using System.CommandLine;
using KpiDigest.Core.Facts;
using KpiDigest.Core.Periods;

namespace KpiDigest.Commands;

/// <summary>The period and scope that a command is asked for.</summary>
internal static class Asked
{
    public static Option<string> Period { get; } = new("--period")
    {
        Description = "A week (2017-W50) or a quarter (2017-Q4).",
        HelpName = "P",
        Required = true,
    };

    public static Option<string> Scope { get; } = new("--scope")
    {
        Description = "company, team:NAME, team:#id or rep:NAME.",
        HelpName = "S",
        DefaultValueFactory = _ => "company",
    };

    /// <exception cref="UsageException">The text is no period.</exception>
    public static Period PeriodOf(ParseResult parse, PeriodCalendar calendar) =>
        calendar.TryParse(parse.GetRequiredValue(Period), out var period, out var fault) ? period : throw new UsageException(fault);

    /// <exception cref="UsageException">The scope does not exist.</exception>
    public static Scope ScopeOf(ParseResult parse, SalesFacts facts) =>
        facts.TryResolve(parse.GetValue(Scope)!, out var scope, out var fault) ? scope : throw new UsageException(fault);
}
