using KpiDigest.Core.Digests.Charts;

namespace KpiDigest.Core.Digests.Quarterly;

/// <summary>What the quarterly templates may read: finished strings, flags, lists and charts, nothing else.</summary>
public sealed record QuarterlyScorecard
{
    /// <summary>Subject line, at most 70 characters.</summary>
    public required string Subject { get; init; }

    /// <summary>40 to 90 characters.</summary>
    public required string Preheader { get; init; }

    /// <summary>Company's name; may be empty.</summary>
    public required string Company { get; init; }

    /// <summary>Whose numbers.</summary>
    public required string Scope { get; init; }

    /// <summary>"Q4 2017".</summary>
    public required string Quarter { get; init; }

    /// <summary>"Q4 2017: Oct 1 to Dec 31, 2017".</summary>
    public required string Eyebrow { get; init; }

    /// <summary>One sentence: metric, size, comparison.</summary>
    public required string Headline { get; init; }

    /// <summary>What the reader must know about the data first; may be empty.</summary>
    public required IReadOnlyList<string> Notes { get; init; }

    /// <summary><c>A4</c> or <c>Letter</c>.</summary>
    public required string Paper { get; init; }

    /// <summary>File name of the attached PDF.</summary>
    public required string FileName { get; init; }

    /// <summary>The figures of page one, at most eight; those without data are not among them.</summary>
    public required IReadOnlyList<ScorecardTile> Tiles { get; init; }

    /// <summary>In how many columns the tiles stand so that the rows are even: 1 to 5.</summary>
    public required int TileColumns { get; init; }

    /// <summary>Figures without data, with the reason; may be empty.</summary>
    public required IReadOnlyList<string> Missing { get; init; }

    /// <summary>Won revenue by quarter.</summary>
    public required ScorecardChart? Revenue { get; init; }

    /// <summary>Legend of the revenue chart.</summary>
    public required string RevenueLegend { get; init; }

    /// <summary>Biggest wins.</summary>
    public required IReadOnlyList<DigestDeal> Wins { get; init; }

    /// <summary>Biggest losses of the quarter.</summary>
    public required IReadOnlyList<DigestDeal> Losses { get; init; }

    /// <summary>Biggest open deals that are overdue or stale.</summary>
    public required IReadOnlyList<DigestDeal> Risks { get; init; }

    /// <summary>All figures with comparisons and targets.</summary>
    public required IReadOnlyList<PerformanceRow> Performance { get; init; }

    /// <summary>The finding of the performance table.</summary>
    public required string PerformanceTitle { get; init; }

    /// <summary>A row a team or rep; null for a rep.</summary>
    public required ScorecardTable? Teams { get; init; }

    /// <summary>Why won revenue moved; null where there is no split.</summary>
    public required ScorecardChart? Effects { get; init; }

    /// <summary>Win rate, average deal, sales cycle and pipeline created by quarter.</summary>
    public required IReadOnlyList<ScorecardChart> Trends { get; init; }

    /// <summary>What is open and when it is due; null where nothing is open.</summary>
    public required ScorecardChart? Pipeline { get; init; }

    /// <summary>What each figure is.</summary>
    public required IReadOnlyList<DefinitionLine> Definitions { get; init; }

    /// <summary>Which deals count.</summary>
    public required IReadOnlyList<string> Rules { get; init; }

    /// <summary>Footer of the mail; its lines stand on the last page too.</summary>
    public required DigestFooter Footer { get; init; }
}

/// <summary>A figure of page one.</summary>
public sealed record ScorecardTile
{
    /// <summary>Name.</summary>
    public required string Name { get; init; }

    /// <summary>Value.</summary>
    public required string Value { get; init; }

    /// <summary>What it is made of; may be empty.</summary>
    public required string Detail { get; init; }

    /// <summary>"Q3 2017: €2.9M (▼ −3%)".</summary>
    public required string Previous { get; init; }

    /// <summary>"Q4 2016: n/a".</summary>
    public required string YearAgo { get; init; }

    /// <summary>Verdict.</summary>
    public required DigestStatus Status { get; init; }

    /// <summary>Whether <see cref="Status"/> is a verdict.</summary>
    public required bool HasStatus { get; init; }

    /// <summary>Columns of up to eight quarters; null: fewer than two.</summary>
    public required ChartModel? Spark { get; init; }
}

/// <summary>A chart with its finding as the title.</summary>
/// <param name="Title">The finding, a sentence without full stop.</param>
/// <param name="Caption">What is drawn, its unit and period.</param>
/// <param name="Chart">The drawing.</param>
public sealed record ScorecardChart(string Title, string Caption, ChartModel Chart);

/// <summary>A row of the performance table.</summary>
public sealed record PerformanceRow
{
    /// <summary>Name of the KPI.</summary>
    public required string Name { get; init; }

    /// <summary>Value or "no data".</summary>
    public required string Actual { get; init; }

    /// <summary>Quarter before.</summary>
    public required string Previous { get; init; }

    /// <summary>Change against it.</summary>
    public required string Change { get; init; }

    /// <summary>Same quarter of the year before.</summary>
    public required string YearAgo { get; init; }

    /// <summary>Target; a dash where there is none.</summary>
    public required string Target { get; init; }

    /// <summary>Verdict.</summary>
    public required DigestStatus Status { get; init; }

    /// <summary>Whether <see cref="Status"/> is a verdict.</summary>
    public required bool HasStatus { get; init; }

    /// <summary>Distance to target; null: no target.</summary>
    public required ChartModel? Bullet { get; init; }
}

/// <summary>The table of teams or reps.</summary>
/// <param name="Title">The finding.</param>
/// <param name="Caption">Columns and order.</param>
/// <param name="NameHeader">Header of the names.</param>
/// <param name="Headers">Headers of the figures.</param>
/// <param name="Rows">Rows.</param>
/// <param name="More">"and 35 more" or empty.</param>
/// <param name="Total">The scope itself.</param>
public sealed record ScorecardTable(
    string Title, string Caption, string NameHeader, IReadOnlyList<string> Headers, IReadOnlyList<ScorecardTableRow> Rows, string More, ScorecardTableRow Total);

/// <summary>A row of the table.</summary>
/// <param name="Name">Team or rep.</param>
/// <param name="Cells">Figures.</param>
public sealed record ScorecardTableRow(string Name, IReadOnlyList<ScorecardCell> Cells);

/// <summary>A figure of the table.</summary>
/// <param name="Text">The figure; a flagged one begins with a shape, so that the flag survives without colour.</param>
/// <param name="Tone"><c>bad</c> where a test of all people together names somebody (D13), else <c>plain</c>.</param>
public sealed record ScorecardCell(string Text, string Tone);

/// <summary>What a figure is.</summary>
/// <param name="Name">KPI.</param>
/// <param name="Text">Its definition.</param>
public sealed record DefinitionLine(string Name, string Text);
