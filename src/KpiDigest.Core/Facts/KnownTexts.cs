namespace KpiDigest.Core.Facts;

/// <summary>What the texts of deals mean, each looked up once: reps, stages, the home currency.</summary>
internal sealed class KnownTexts
{
    private readonly int _nobody;
    private readonly int[] _reps;
    private readonly int[] _stages;
    private readonly bool[] _isHome;

    public KnownTexts(TextPool texts, Roster roster, Stage[] stages, SalesFactsSettings settings)
    {
        var stageNumbers = stages.Select((s, i) => (s.Id, i)).ToDictionary(s => s.Id, s => s.i, StringComparer.Ordinal);
        Counting = new DealCounting(settings.Rules, stages, roster);
        _nobody = roster.Unknown;
        _reps = texts.Map(roster.NumberOf);
        _stages = texts.Map(t => stageNumbers.GetValueOrDefault(t, -1));
        _isHome = texts.Map(t => t.Length == 0 || t.Equals(settings.HomeCurrency, StringComparison.OrdinalIgnoreCase));
    }

    public DealCounting Counting { get; }

    public int Rep(int text) => text < 0 ? _nobody : _reps[text];

    /// <summary>−1: none or unknown.</summary>
    public int Stage(int text) => text < 0 ? -1 : _stages[text];

    /// <summary>−1: the home currency; else the text's number.</summary>
    public int Currency(int text) => text < 0 || _isHome[text] ? -1 : text;

    /// <summary>A change's value as the table holds it.</summary>
    public long Value(in PackedChange change) => change.Field switch
    {
        DealField.Owner => Rep((int)change.Value),
        DealField.Stage => Stage((int)change.Value),
        DealField.ForecastCategory => change.Value < 0 ? Cell.None : change.Value,
        _ => change.Value,
    };
}
