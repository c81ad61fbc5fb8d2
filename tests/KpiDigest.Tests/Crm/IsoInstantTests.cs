using System.Globalization;
using KpiDigest.Crm;
using NodaTime;

namespace KpiDigest.Tests.Crm;

public class IsoInstantTests
{
    [Theory]
    [InlineData("2026-09-30T12:34:56Z")]
    [InlineData("2026-09-30T12:34:56.7Z")]
    [InlineData("2026-09-30T12:34:56.789Z")]
    [InlineData("2026-09-30T12:34:56.7891234Z")]
    [InlineData("2024-02-29T23:59:59.999Z")]
    [InlineData("0001-01-01T00:00:00Z")]
    [InlineData("9999-12-31T23:59:59.999Z")]
    public void Reads_what_the_general_reading_reads(string text)
    {
        var expected = DateTime.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);

        Assert.True(IsoInstant.TryRead(text, out var value));
        Assert.Equal(Instant.FromDateTimeUtc(expected), value);
    }

    [Theory]
    [InlineData("")]
    [InlineData("2026-09-30")]
    [InlineData("2026-09-30T12:34:56")]
    [InlineData("2026-09-30T12:34:56+02:00")]
    [InlineData("2026-09-30 12:34:56Z")]
    [InlineData("2026-02-29T12:34:56Z")]
    [InlineData("2026-13-01T12:34:56Z")]
    [InlineData("2026-00-01T12:34:56Z")]
    [InlineData("2026-09-00T12:34:56Z")]
    [InlineData("0000-09-30T12:34:56Z")]
    [InlineData("2026-09-30T24:00:00Z")]
    [InlineData("2026-09-30T12:60:00Z")]
    [InlineData("2026-09-30T12:34:60Z")]
    [InlineData("2026-09-30T1x:34:56Z")]
    [InlineData("2026-09-30T12:34:56.Z")]
    [InlineData("2026-09-30T12:34:56,7Z")]
    [InlineData("2026-09-30T12:34:56.78x9Z")]
    [InlineData("2026-09-30T12:34:56.78912345Z")]
    [InlineData("20x6-09-30T12:34:56Z")]
    public void Leaves_anything_else_to_the_general_reading(string text) => Assert.False(IsoInstant.TryRead(text, out _));
}
