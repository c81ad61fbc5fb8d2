using System.Globalization;
using KpiDigest.Core.Facts;

namespace KpiDigest.Crm.Dynamics;

/// <summary>
/// Stages: those of the column that holds them, and one each for won and lost, which are a state beside the stage. Dataverse lists the options of
/// a choice; those of a text are known once a deal is in them.
/// </summary>
internal static class DynamicsStages
{
    private const int Unnumbered = 100;

    public static IReadOnlyList<Stage> Of(IReadOnlyList<(string Value, string? Label)> options) =>
    [
        .. options.Select((o, at) => Make(o.Value, o.Label ?? o.Value, at, DealStatus.Open)),
        Make(DynamicsDeals.Won, "Won", 1000, DealStatus.Won),
        Make(DynamicsDeals.Lost, "Lost", 1001, DealStatus.Lost),
    ];

    /// <summary>Texts begin with their number ('3-Propose'), as business process flows write them.</summary>
    public static Stage OfText(string text)
    {
        var digits = text.TakeWhile(char.IsAsciiDigit).Take(3).Count();
        return Make(text, text, digits > 0 ? int.Parse(text.AsSpan(0, digits), CultureInfo.InvariantCulture) : Unnumbered, DealStatus.Open);
    }

    private static Stage Make(string id, string name, int order, DealStatus status) =>
        new() { PipelineId = DynamicsDeals.Pipeline, PipelineName = DynamicsDeals.Pipeline, Id = id, Name = name, Order = order, Status = status };
}
