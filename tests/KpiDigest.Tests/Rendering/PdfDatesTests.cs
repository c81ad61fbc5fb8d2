using System.Text;
using KpiDigest.Rendering;
using NodaTime;

namespace KpiDigest.Tests.Rendering;

public sealed class PdfDatesTests
{
    [Fact]
    public void Both_dates_become_the_given_instant_and_nothing_moves()
    {
        var pdf = "%PDF-1.4 /CreationDate (D:20261121231437+01'30')\n/ModDate (D:20261121231437+00'00')>> (D:20261121231437+00'00')"u8.ToArray();
        var set = Encoding.Latin1.GetString(PdfDates.Set([.. pdf], Instant.FromUtc(2026, 10, 5, 5, 0)));

        Assert.Equal("%PDF-1.4 /CreationDate (D:20261005050000+00'00')\n/ModDate (D:20261005050000+00'00')>> (D:20261121231437+00'00')", set);
        Assert.Equal(pdf.Length, set.Length);
    }

    [Fact]
    public async Task The_same_page_prints_to_the_same_bytes()
    {
        Support.Need.Chromium();
        var printer = new PdfRenderer(new RenderingOptions());
        var at = Instant.FromUtc(2026, 10, 5, 5, 0);
        var one = PdfDates.Set(await printer.PrintAsync("<title>T</title><h1>One</h1>", TestContext.Current.CancellationToken), at);
        await Task.Delay(1100, TestContext.Current.CancellationToken);
        var other = PdfDates.Set(await printer.PrintAsync("<title>T</title><h1>One</h1>", TestContext.Current.CancellationToken), at);

        Assert.Equal(one, other);
        Assert.Contains("/CreationDate (D:20261005050000", Encoding.Latin1.GetString(one), StringComparison.Ordinal);
    }
}
