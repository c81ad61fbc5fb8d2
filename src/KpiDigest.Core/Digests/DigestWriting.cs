using KpiDigest.Core.Facts;
using KpiDigest.Core.Insights;
using KpiDigest.Core.Kpis;
using KpiDigest.Core.Languages;

namespace KpiDigest.Core.Digests;

/// <summary>What every composer needs to put figures into words: figures, names, audience and formats.</summary>
internal sealed class DigestWriting(
    DigestFigures figures,
    IReadOnlyDictionary<(FactKind Kind, string Id), NamedRecord> names,
    DigestAudience audience)
{
    public DigestFigures Figures { get; } = figures;

    /// <summary>The bands figures are judged by.</summary>
    public StatusBands Bands => field ??= Figures.Bands.In(Texts);

    public DigestAudience Audience { get; } = audience;

    /// <summary>The texts of the reader's language.</summary>
    public LanguageTexts Texts { get; } = audience.Texts.For(audience.Culture);

    public DigestFormat Format { get; } = new(audience.Culture, figures.HomeCurrency, audience.Texts.For(audience.Culture));

    /// <summary>Says why figures are missing.</summary>
    public ReasonWords Reasons => field ??= new ReasonWords(Audience.Texts, Texts, Format);

    /// <summary>Says insights in the reader's language.</summary>
    public InsightWording Wording => field ??= new InsightWording(Texts, Format, Reasons, RepName);

    /// <summary>"Company", "Team Cara Losch" or a rep's name.</summary>
    public string ScopeName => Figures.Scope.Kind switch
    {
        ScopeKind.Company => Company.Length > 0 ? Company : Texts.Of("word.company"),
        ScopeKind.Team => TeamName(Figures.Scope),
        _ => DigestText.Clean(Figures.Scope.Name),
    };

    public string Company => DigestText.Clean(Audience.Company);

    public string Source => DigestText.Clean(Audience.Source);

    /// <summary>"2017-Q4" as people say it.</summary>
    public string QuarterName(Period quarter) => Format.Quarter(quarter);

    /// <summary>"Week 52".</summary>
    public string WeekName(Period week) => Format.Week(week);

    public string TeamName(Scope team) =>
        team.Id == Scope.UnassignedTeamId ? Texts.Of("word.unassigned") : Texts.Say("word.team", ("name", WithoutPrefix(DigestText.Clean(team.Name))));

    /// <summary>A deal with its link, amount, date and owner.</summary>
    public DigestDealText Deal(DealFigure deal)
    {
        var record = names.GetValueOrDefault((FactKind.Deal, deal.Id));
        var name = DigestText.Clean(record?.Name);
        var owner = deal.OwnerId is null ? "" : DigestText.Clean(names.GetValueOrDefault((FactKind.Rep, deal.OwnerId))?.Name);
        return new DigestDealText(
            name.Length > 0 ? name : Texts.Say("word.deal", ("id", DigestText.Clean(deal.Id))),
            DigestText.SafeLink(record?.Link),
            deal.Amount is { } amount ? Format.Money(amount) : Texts.Of("word.no-amount"),
            Figures.Scope.Kind == ScopeKind.Rep ? "" : owner);
    }

    /// <summary>A rep's name, or the id where it is not known.</summary>
    public string RepName(string id) => DigestText.Clean(names.GetValueOrDefault((FactKind.Rep, id))?.Name) is { Length: > 0 } name ? name : DigestText.Clean(id);

    /// <summary>Value in the unit of its KPI.</summary>
    public string Value(KpiResult result, decimal value) =>
        Format.Value(result.Unit, KpiCatalogue.Find(result.Kpi)?.IsMultiple ?? result.Kpi == KpiIds.PipelineCoverage, value);

    /// <summary>Why a figure is missing, as a sentence without its full stop.</summary>
    public string Missing(KpiResult? result) => Reasons.Missing(result?.Reason);

    /// <summary>"n/a" where there was no value, "new" where it was zero, else the relative change.</summary>
    public string Relative(KpiComparison? comparison, decimal value) => comparison?.Value switch
    {
        null => Texts.Of("word.not-available"),
        0m => value == 0 ? Texts.Of("word.unchanged") : Texts.Of("word.new"),
        var before when value == before => Texts.Of("word.unchanged"),
        var before => Format.Change((value - before.Value) / Math.Abs(before.Value)),
    };

    /// <summary>An arrow in the direction of a change; the direction only, no verdict.</summary>
    public static string Arrow(decimal? change) => change switch { > 0 => "▲\u00A0", < 0 => "▼\u00A0", _ => "" };

    public static string Plural(int count, string one, string many) => count == 1 ? one : many;

    private static string WithoutPrefix(string name) =>
        name.StartsWith("Team ", StringComparison.OrdinalIgnoreCase) ? name[5..] : name;
}

/// <summary>The parts of a named deal.</summary>
internal sealed record DigestDealText(string Name, string? Link, string Amount, string Owner);
