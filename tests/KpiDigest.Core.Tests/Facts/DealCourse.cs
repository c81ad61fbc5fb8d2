using System.Globalization;
using KpiDigest.Core.Facts;
using NodaTime;

namespace KpiDigest.Core.Tests.Facts;

/// <summary>What happened to a deal, change by change, from the first value of each field on.</summary>
internal sealed record DealCourse(string Id, Instant Created, IReadOnlyList<DealChange> Changes)
{
    /// <summary>The deal as the CRM shows it at an instant; null: it was not there.</summary>
    public Deal? At(Instant at)
    {
        if (at < Created) return null;
        var stage = Value(DealField.Stage)!;
        return Some.Deal(
            stage switch { "won" => DealStatus.Won, "lost" => DealStatus.Lost, _ => DealStatus.Open },
            Value(DealField.Close), decimal.Parse(Value(DealField.Amount)!, CultureInfo.InvariantCulture), Value(DealField.Owner), Id, Created.ToString(), stage: stage) with
        {
            ForecastCategory = Value(DealField.ForecastCategory),
            ModifiedAt = Changes.Last(c => c.At <= at).At,
        };

        string? Value(DealField field) => Changes.Last(c => c.Field == field && c.At <= at).Value;
    }

    /// <summary>What syncs saw who looked at an instant and then half an hour after each change.</summary>
    public IReadOnlyList<(Deal Deal, Instant SeenAt)> SeenFrom(Instant since) =>
    [
        .. Changes.Select(c => c.At + Duration.FromMinutes(30)).Prepend(since).Where(at => at >= since && at >= Created).Distinct().Order().Select(at => (At(at)!, at)),
    ];
}
