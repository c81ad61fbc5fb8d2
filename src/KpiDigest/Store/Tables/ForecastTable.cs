using KpiDigest.Core.Facts;

namespace KpiDigest.Store.Tables;

/// <summary>Forecasts, own and the CRM's.</summary>
internal static class ForecastTable
{
    public static FactTable<ForecastSnapshot> Forecasts { get; } = new(
        FactKind.ForecastSnapshot, "forecast_snapshots", [Column.Text("id")],
        [
            Column.Integer("taken_at"), Column.Integer("subject"), Column.Text("subject_id"), Column.Text("start_on"), Column.Text("end_on"),
            Column.Integer("committed"), Column.Integer("best_case"), Column.Integer("weighted"), Column.Text("origin"),
        ],
        (forecast, row) =>
        {
            row.Text(forecast.Id).StartContent();
            row.At(forecast.TakenAt).Integer((int)forecast.Subject).Text(forecast.SubjectId).On(forecast.Start).On(forecast.End)
                .Money(forecast.Commit, "commit").Money(forecast.BestCase, "best case").Money(forecast.Weighted, "weighted pipeline").Text(forecast.Source);
        },
        row => new ForecastSnapshot
        {
            Id = row.Text(),
            TakenAt = row.At(),
            Subject = (ScopeKind)row.Integer(),
            SubjectId = row.TextOrNull(),
            Start = row.On(),
            End = row.On(),
            Commit = row.Money(),
            BestCase = row.MoneyOrNull(),
            Weighted = row.MoneyOrNull(),
            Source = row.Text(),
        },
        (one, other) => one.Id == other.Id);
}
