using KpiDigest.Core.Digests;
using KpiDigest.Core.Facts;
using KpiDigest.Core.Periods;
using KpiDigest.Core.Schedules;
using KpiDigest.Delivery;
using KpiDigest.Outbox;
using KpiDigest.Rendering;
using KpiDigest.Runs;
using KpiDigest.Tests.Rendering;
using NodaTime;

namespace KpiDigest.Tests.Quality;

/// <summary>A scorecard with its covering mail.</summary>
internal sealed record QuarterCase(string Name, DigestFigures Figures, string Culture = "en-US", string Paper = "A4", string Templates = "")
{
    private static readonly DigestDefinition Digest = new()
    {
        Id = "quarterly-board",
        Template = "quarterly",
        Kind = PeriodKind.Quarter,
        Clock = after => after,
        ClockText = "5th 07:00",
        CatchUp = Duration.FromDays(10),
        Recipients = [],
    };

    public Task<RenderedDigest> RenderAsync(bool pdf, CancellationToken cancellationToken) =>
        new DigestRenderer(new RenderingOptions { Address = "1 Example Street, London", Paper = Paper, Templates = Templates })
            .RenderAsync(Figures, SomeFigures.RecordNames(), SomeFigures.Audience(Culture), cancellationToken, pdf);

    /// <summary>The whole message as the real composer writes it.</summary>
    public byte[] Message(RenderedDigest rendered)
    {
        var recipient = new RecipientDefinition("board@example.com", "Ada", Figures.Scope.ToString(), DateTimeZone.Utc, Culture);
        var key = new MailKey(Digest.Id, Figures.Period.Key, recipient.Email, 1);
        return new MailComposer(new MailOptions { From = "Sales digest <digest@example.com>" }, "test")
            .Compose(Digest, recipient, key, rendered, Figures.AsOf, Figures.AsOf + Duration.FromDays(1)).Mime;
    }

    public override string ToString() => Name;
}

/// <summary>The scorecards that are linted.</summary>
internal static class QuarterCases
{
    public static IReadOnlyList<QuarterCase> All { get; } =
    [
        new("normal", SomeQuarter.Quarterly()),
        new("bare", SomeQuarter.Quarterly(quota: false, history: false)),
        new("many-teams", SomeQuarter.Quarterly(children: 35)),
        new("rep", SomeQuarter.Quarterly(children: 0, scope: new Scope(ScopeKind.Rep, "r1", "Björn Lindqvist"))),
        new("letter", SomeQuarter.Quarterly(), Paper: "Letter"),
        new("german", SomeQuarter.Quarterly(), "de-DE"),
        new("japanese", SomeQuarter.Quarterly(), "ja"),
        new("logo", SomeQuarter.Quarterly(), Templates: LogoFolder.Kept),
    ];
}
