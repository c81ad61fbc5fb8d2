using KpiDigest.Core.Digests;
using KpiDigest.Core.Facts;
using KpiDigest.Store;

namespace KpiDigest.Tests.Rendering;

/// <summary>The weekly mails that every rendering test walks: each has its reviewed golden files.</summary>
internal static class DigestCases
{
    private static readonly Scope Rep = new(ScopeKind.Rep, "r1", "Björn Lindqvist");

    public static IReadOnlyList<DigestCase> Weekly { get; } =
    [
        Of("team", FullWeeks.Team()),
        Of("company", FullWeeks.Company()),
        Of("rep", FullWeeks.Rep(Rep)),
        Of("unchanged", FullWeeks.Unchanged()),
        Of("all-red", FullWeeks.AllRed()),
        Of("first", SomeWeeks.First()),
        Of("quarter-ended", SomeWeeks.QuarterEnded()),
        Of("one-person", FullWeeks.Team(1)),
        Of("sixty", FullWeeks.Team(60)),
        LongNames(),
        Hostile(),
        RightToLeftNames(),
        Of("no-quota", SomeFigures.Weekly(quota: false)),
        Of("crm-late", FullWeeks.Late(), "en-US", "HubSpot was not reachable since Dec 23. The figures are those of Dec 23, 6:00 PM."),
        Of("file-missing", FullWeeks.WithoutFiles(), "en-US", "The file quotas.csv was not found on Dec 25: figures against quota are missing."),
        Of("signals", SomeWeeks.Signals()),
        Of("nothing-known", SomeWeeks.Empty()),
        Of("german", FullWeeks.Team(), "de-DE", "HubSpot war seit dem 23. Dez. nicht erreichbar."),
        Of("german-company", FullWeeks.Company(), "de-DE"),
        Of("german-signals", SomeWeeks.Signals(), "de-DE"),
        Arabic(),
        Japanese(),
        Of("logo", FullWeeks.Team()) with { Templates = LogoFolder.Kept },
    ];

    public static TheoryData<string> Names { get; } = [.. Weekly.Select(c => c.Name)];

    public static DigestCase Named(string name) => Weekly.First(c => c.Name == name);

    private static DigestCase Of(string name, DigestFigures figures, string culture = "en-US", params string[] notes) =>
        new(name, figures, SomeFigures.RecordNames(), SomeFigures.Audience(culture, notes));

    private static DigestCase LongNames()
    {
        string Long(string name) => (name + " von und zu Hohenlohe-Langenburg-Weikersheim")[..40];
        var figures = FullWeeks.Team();
        return new DigestCase(
            "long-names",
            figures with
            {
                Scope = figures.Scope with { Name = Long("Cara") },
                Children = [.. figures.Children.Select((c, i) => c with { Scope = c.Scope with { Name = Long(c.Scope.Name[..(3 + (i % 3))]) } })],
            },
            SomeFigures.RecordNames().ToDictionary(n => n.Key, n => n.Value with { Name = Long(n.Value.Name) }),
            SomeFigures.Audience());
    }

    private static DigestCase Hostile()
    {
        var (figures, names, audience) = SomeWeeks.AllHostile();
        return new DigestCase("hostile", figures, names, audience);
    }

    private static DigestCase RightToLeftNames() => Translated("rtl-names", FullWeeks.Team(), "en-US", "כרמל", ["נועה כהן", "ليلى حداد", "Amara أوكافور"], ["שדרוג 300 מושבים", "عقد الصيانة (2018)"]);

    private static DigestCase Arabic() => Translated("arabic", FullWeeks.Team(), "ar", "كارا لوش", ["ليلى حداد", "عمر الفاروق", "Björn Lindqvist", "سلمى ناصر"], ["عقد الصيانة 2018", "Kinetix 300 seats", "توسعة المستودع"]);

    private static DigestCase Japanese() => Translated("japanese", FullWeeks.Team(), "ja", "鈴木 花", ["佐藤 健", "鈴木 一郎 🎌", "Björn Lindqvist", "高橋 さくら"], ["キネティクス 300席", "港湾倉庫 第二期", "Osprey analytics"]);

    private static DigestCase Translated(string name, DigestFigures figures, string culture, string team, string[] people, string[] deals)
    {
        RecordName Renamed((FactKind Kind, string Id) key, RecordName old) => old with
        {
            Name = key.Kind == FactKind.Deal ? deals[int.Parse(key.Id, System.Globalization.CultureInfo.InvariantCulture) % deals.Length] : people[(key.Id[^1] - '0') % people.Length],
        };
        return new DigestCase(
            name,
            figures with
            {
                Scope = figures.Scope with { Name = team },
                Children = [.. figures.Children.Select((c, i) => c with { Scope = c.Scope with { Name = people[i % people.Length] + (i < people.Length ? "" : $" {i}") } })],
            },
            SomeFigures.RecordNames().ToDictionary(n => n.Key, n => Renamed(n.Key, n.Value)),
            SomeFigures.Audience(culture));
    }
}
