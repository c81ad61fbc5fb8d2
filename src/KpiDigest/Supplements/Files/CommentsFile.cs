using KpiDigest.Core.Facts;
using static KpiDigest.Supplements.SupplementColumn;

namespace KpiDigest.Supplements.Files;

/// <summary>comments.csv.</summary>
internal static class CommentsFile
{
    public static SupplementFile<Comment> File { get; } = new(
        "comments.csv", [Must("first_day"), Must("last_day"), May("team"), May("kpi"), Must("author"), Must("text")],
        Read);

    private static Comment Read(SheetRow row)
    {
        var (start, end) = row.Days();
        return new Comment(
            $"comments.csv row {row.Number}", start, end, row.Team("team"), row.Kpi("kpi"), row.Must("author", row.Text("author")), row.Must("text", row.Words("text")));
    }
}
