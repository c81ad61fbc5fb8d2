namespace KpiDigest.Rendering.Charts;

/// <summary>The theme's colours as charts use them.</summary>
internal sealed class ChartInk(Theme theme)
{
    public string Actual => theme.Colour("fill", "value");

    public string Past => theme.Colour("fill", "past");

    public string YearBefore => theme.Colour("fill", "low");

    public string Text => theme.Colour("text", "ink");

    public string Muted => theme.Colour("text", "muted");

    public string Axis => theme.Colour("fill", "low");

    public string Good => theme.Colour("text", "good");

    public string Bad => theme.Colour("text", "bad");

    public string Paper => theme.Colour("fill", "card");

    public string Tick => theme.Colour("fill", "tick");

    public string Fill(string tone) => theme.Colour("fill", tone);
}
