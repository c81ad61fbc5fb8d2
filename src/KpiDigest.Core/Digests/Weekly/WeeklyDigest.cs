namespace KpiDigest.Core.Digests.Weekly;

/// <summary>What the weekly templates may read: finished strings, flags and lists, nothing else.</summary>
public sealed record WeeklyDigest
{
    /// <summary>Subject line, at most 70 characters.</summary>
    public required string Subject { get; init; }

    /// <summary>The second fact and the ask, 40 to 90 characters.</summary>
    public required string Preheader { get; init; }

    /// <summary>Company's name; may be empty.</summary>
    public required string Company { get; init; }

    /// <summary>Whose numbers: "Team Cara Losch".</summary>
    public required string Scope { get; init; }

    /// <summary>"Week 52: Dec 25 to Dec 31, 2017".</summary>
    public required string Eyebrow { get; init; }

    /// <summary>One sentence: metric, size, comparison.</summary>
    public required string Headline { get; init; }

    /// <summary>What the reader must know about the data before reading on; may be empty.</summary>
    public required IReadOnlyList<string> Notes { get; init; }

    /// <summary>The five figures.</summary>
    public required IReadOnlyList<DigestRow> Rows { get; init; }

    /// <summary>What changed and why.</summary>
    public required IReadOnlyList<DigestChange> Changes { get; init; }

    /// <summary>What to do; may be empty.</summary>
    public required IReadOnlyList<DigestAction> Actions { get; init; }

    /// <summary>The table of rows below the scope; null for a rep.</summary>
    public required DigestTable? Team { get; init; }

    /// <summary>The 13 weeks; null where the KPI has no data.</summary>
    public required DigestTrend? Trend { get; init; }

    /// <summary>Footer.</summary>
    public required DigestFooter Footer { get; init; }
}

/// <summary>One figure of the first screen.</summary>
public sealed record DigestRow
{
    /// <summary>The catalogue's id.</summary>
    public required string Kpi { get; init; }

    /// <summary>"Win rate, 13 weeks".</summary>
    public required string Name { get; init; }

    /// <summary>The value, or "No data".</summary>
    public required string Value { get; init; }

    /// <summary>False where there is no value; <see cref="Detail"/> then says what is missing.</summary>
    public required bool HasValue { get; init; }

    /// <summary>What the value is made of, or why there is none.</summary>
    public required string Detail { get; init; }

    /// <summary>Change against <see cref="Before"/>: an arrow that shows the direction, and the size; empty: there is nothing to compare with.</summary>
    public required string Delta { get; init; }

    /// <summary><c>good</c> or <c>bad</c> where the change is one to the better or worse; <c>muted</c> where it is none or within what chance explains.</summary>
    public required string DeltaTone { get; init; }

    /// <summary>What <see cref="Delta"/> compares with, and its value: "Q3 2017 at this day 87%".</summary>
    public required string Before { get; init; }

    /// <summary>"Target 3.0×" or "No target".</summary>
    public required string Target { get; init; }

    /// <summary>What holds for a part of the data only, or which figure this one stands for; mostly empty.</summary>
    public required string Note { get; init; }

    /// <summary>Verdict; its word is empty where there is no target and no signal.</summary>
    public required DigestStatus Status { get; init; }

    /// <summary>Whether <see cref="Status"/> is a verdict.</summary>
    public required bool HasStatus { get; init; }

    /// <summary>The bullet bar; null: none.</summary>
    public required DigestBar? Bar { get; init; }
}

/// <summary>A bullet bar of table cells: percent widths that add up to 100.</summary>
/// <param name="Cells">From the left. The same numbers stand in words beside the bar.</param>
public sealed record DigestBar(IReadOnlyList<BarCell> Cells);

/// <summary>One cell of a bar.</summary>
/// <param name="Width">Percent.</param>
/// <param name="Measure">Colour name of the middle row: <c>value</c>, <c>tick</c>, <c>low</c>, <c>mid</c> or <c>high</c>.</param>
/// <param name="Band">Colour name of the rows above and below.</param>
public sealed record BarCell(int Width, string Measure, string Band);

/// <summary>A fact and its cause.</summary>
/// <param name="Fact">The fact, a short clause.</param>
/// <param name="Cause">Cause or detail, from the data; may be empty.</param>
/// <param name="Deals">Deals it names.</param>
/// <param name="More">"and 12 more"; may be empty.</param>
public sealed record DigestChange(string Fact, string Cause, IReadOnlyList<DigestDeal> Deals, string More);

/// <summary>One thing to do this week.</summary>
/// <param name="Lead">Verb first, with number and amount.</param>
/// <param name="Deals">The deals to begin with.</param>
/// <param name="More">"and 12 more"; may be empty.</param>
public sealed record DigestAction(string Lead, IReadOnlyList<DigestDeal> Deals, string More);

/// <summary>The table of teams or reps.</summary>
public sealed record DigestTable
{
    /// <summary>"The team" or "Teams".</summary>
    public required string Title { get; init; }

    /// <summary>What the columns show and in which order the rows stand.</summary>
    public required string Caption { get; init; }

    /// <summary>Header of the name column.</summary>
    public required string NameHeader { get; init; }

    /// <summary>Headers of the four figures.</summary>
    public required IReadOnlyList<string> Headers { get; init; }

    /// <summary>Header of the status column; empty: there is none.</summary>
    public required string StatusHeader { get; init; }

    /// <summary>At most 25 rows, worst first.</summary>
    public required IReadOnlyList<DigestTableRow> Rows { get; init; }

    /// <summary>"and 35 more, counted in the last row" or empty.</summary>
    public required string More { get; init; }

    /// <summary>The scope's own figures.</summary>
    public required DigestTableRow Total { get; init; }
}

/// <summary>A row of the table.</summary>
/// <param name="Name">Team or rep.</param>
/// <param name="Cells">The figures, one a header.</param>
/// <param name="Status">Verdict.</param>
public sealed record DigestTableRow(string Name, IReadOnlyList<string> Cells, DigestStatus Status);

/// <summary>Columns of 13 weeks.</summary>
public sealed record DigestTrend
{
    /// <summary>"Won revenue, 13 weeks".</summary>
    public required string Title { get; init; }

    /// <summary>Columns, oldest first.</summary>
    public required IReadOnlyList<TrendColumn> Columns { get; init; }

    /// <summary>Label under the first column.</summary>
    public required string First { get; init; }

    /// <summary>Label under the last column.</summary>
    public required string Last { get; init; }

    /// <summary>Lowest, highest and present value in words.</summary>
    public required string Words { get; init; }

    /// <summary>One character a week (▁ to █), for the text part.</summary>
    public required string Blocks { get; init; }
}

/// <summary>One column: cells one upon another, which add up to 40 pixels.</summary>
/// <param name="Cells">From the top: nothing, the normal range where the column does not cover it, the column.</param>
public sealed record TrendColumn(IReadOnlyList<TrendCell> Cells);

/// <summary>One cell of a column.</summary>
/// <param name="Height">Pixels, 1 to 40.</param>
/// <param name="Tone">
/// Colour name: <c>card</c> for nothing, <c>high</c> for the normal range, <c>value</c> for the present week, <c>past</c> for earlier ones, <c>tick</c> for a signal.
/// </param>
public sealed record TrendCell(int Height, string Tone);
