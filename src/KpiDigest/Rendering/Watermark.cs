namespace KpiDigest.Rendering;

/// <summary>Marks a test so that nobody takes it for the real mail: in the subject, at the top of both bodies.</summary>
internal static class Watermark
{
    private const string Words = "TEST - not the real digest";

    private const string Banner =
        "<div style=\"background-color:#b45309;color:#ffffff;font-family:Arial,Helvetica,sans-serif;font-size:14px;font-weight:700;padding:8px 16px;text-align:center\">" + Words + "</div>";

    public static RenderedDigest Apply(RenderedDigest rendered)
    {
        var body = rendered.Html.IndexOf("<body", StringComparison.OrdinalIgnoreCase);
        var end = body < 0 ? -1 : rendered.Html.IndexOf('>', body);
        var html = end < 0 ? Banner + rendered.Html : rendered.Html.Insert(end + 1, Banner);
        return rendered with { Subject = "[TEST] " + rendered.Subject, Html = html, Text = $"*** {Words} ***\n\n{rendered.Text}" };
    }
}
