using KpiDigest.Core.Periods;
using KpiDigest.Core.Schedules;
using KpiDigest.Rendering;
using KpiDigest.Tests.Rendering;
using NodaTime;

namespace KpiDigest.Tests.Quality;

/// <summary>The scorecards of <see cref="ScorecardCases"/>, and one with a logo, with their covering mails.</summary>
internal static class Covers
{
    private static readonly DigestDefinition Digest =
        DigestCase.Digest with { Id = "quarterly-board", Template = "quarterly", Kind = PeriodKind.Quarter, ClockText = "5th 07:00", CatchUp = Duration.FromDays(10) };

    private static readonly IReadOnlyList<(DigestCase Case, string Paper)> All =
        [.. ScorecardCases.All, (ScorecardCases.Named("normal").Case with { Name = "logo", Templates = LogoFolder.Kept }, "A4")];

    public static IEnumerable<string> Names => All.Select(c => c.Case.Name);

    public static bool HasLogo(string name) => Named(name).Case.Templates.Length > 0;

    public static Task<RenderedDigest> RenderAsync(string name, bool pdf, CancellationToken cancellationToken)
    {
        var (card, paper) = Named(name);
        return new DigestRenderer(new RenderingOptions { Address = DigestCase.Options.Address, Paper = paper, Templates = card.Templates })
            .RenderAsync(card.Figures, card.Records, card.Audience, cancellationToken, pdf);
    }

    /// <summary>The whole message as the real composer writes it.</summary>
    public static byte[] Message(string name, RenderedDigest rendered)
    {
        var (figures, culture) = (Named(name).Case.Figures, Named(name).Case.Audience.Culture);
        var recipient = new RecipientDefinition("board@example.com", "Ada", figures.Scope.ToString(), DateTimeZone.Utc, culture);
        return DigestCase.Message(figures, Digest, recipient, rendered);
    }

    private static (DigestCase Case, string Paper) Named(string name) => All.First(c => c.Case.Name == name);
}
