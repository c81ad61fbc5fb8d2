using System.Text;
using System.Text.RegularExpressions;
using NodaTime;
using NodaTime.Text;

namespace KpiDigest.Rendering;

/// <summary>
/// Sets the dates a browser writes into a PDF to an instant of ours, so that the same page prints to the same bytes at any time. The length of
/// the text does not change, so the offsets in the file stay true.
/// </summary>
internal static partial class PdfDates
{
    private static readonly InstantPattern Pattern = InstantPattern.CreateWithInvariantCulture("uuuuMMddHHmmss");

    public static byte[] Set(byte[] pdf, Instant at)
    {
        var dates = Date().Matches(Encoding.Latin1.GetString(pdf));
        foreach (Match date in dates) Encoding.Latin1.GetBytes(Pattern.Format(at) + "+00'00'", pdf.AsSpan(date.Groups[1].Index));
        return pdf;
    }

    [GeneratedRegex(@"/(?:CreationDate|ModDate) \(D:(\d{14}[+-]\d\d'\d\d')\)")]
    private static partial Regex Date();
}
