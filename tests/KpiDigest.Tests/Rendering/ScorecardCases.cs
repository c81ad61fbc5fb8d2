using KpiDigest.Core.Digests;
using KpiDigest.Core.Facts;

namespace KpiDigest.Tests.Rendering;

/// <summary>The scorecards that every rendering test walks: each has its reviewed golden files.</summary>
internal static class ScorecardCases
{
    public static IReadOnlyList<(DigestCase Case, string Paper)> All { get; } =
    [
        (Of("normal", FullQuarters.Company()), "A4"),
        (Of("bare", SomeQuarter.Quarterly(quota: false, history: false)), "A4"),
        (Of("no-quota", SomeQuarter.Quarterly(quota: false)), "A4"),
        (Of("all-red", FullQuarters.AllRed()), "A4"),
        (Of("thirty-five-teams", FullQuarters.Company(35)), "A4"),
        (Of("team", FullQuarters.Team()), "A4"),
        (Of("rep", SomeQuarter.Quarterly(children: 0, scope: new Scope(ScopeKind.Rep, "r1", "Björn Lindqvist"))), "A4"),
        (Of("letter", FullQuarters.Company()), "Letter"),
        (Hostile(), "A4"),
        (Of("german", FullQuarters.Company(), "de-DE"), "A4"),
        (Of("arabic", FullQuarters.Team(), "ar"), "A4"),
        (Japanese(), "A4"),
    ];

    public static TheoryData<string> Names { get; } = [.. All.Select(c => c.Case.Name)];

    public static (DigestCase Case, string Paper) Named(string name) => All.First(c => c.Case.Name == name);

    private static DigestCase Of(string name, DigestFigures figures, string culture = "en-US") => new(name, figures, SomeFigures.RecordNames(), SomeFigures.Audience(culture));

    private static DigestCase Japanese()
    {
        var figures = FullQuarters.Company();
        string[] teams = ["東日本", "西日本", "中部", "九州", "北海道", "四国"];
        return Of("japanese", figures with { Children = [.. figures.Children.Select((c, i) => c with { Scope = c.Scope with { Name = teams[i] } })] }, "ja");
    }

    private static DigestCase Hostile()
    {
        var (weekly, names, audience) = SomeWeeks.AllHostile();
        var figures = FullQuarters.Company();
        return new DigestCase(
            "hostile",
            figures with
            {
                Scope = weekly.Scope,
                Coverage = weekly.Coverage,
                Children = [.. figures.Children.Select(c => c with { Scope = c.Scope with { Name = SomeWeeks.Hostile } })],
                Comments = [.. figures.Comments.Select(c => c with { Author = SomeWeeks.Hostile, Text = SomeWeeks.Hostile, Kpi = SomeWeeks.Hostile })],
                Actions = [.. figures.Actions.Select(a => a with { Owner = SomeWeeks.Hostile, Text = SomeWeeks.Hostile })],
            },
            names,
            audience);
    }
}
