using KpiDigest.Core.Digests;
using KpiDigest.Core.Facts;
using KpiDigest.Core.Periods;
using KpiDigest.Core.Schedules;
using KpiDigest.Delivery;
using KpiDigest.Outbox;
using KpiDigest.Rendering;
using KpiDigest.Runs;
using KpiDigest.Store;
using NodaTime;

namespace KpiDigest.Tests.Rendering;

/// <summary>A digest that every rendering test looks at: the figures, the names of their records and the reader.</summary>
internal sealed record DigestCase(string Name, DigestFigures Figures, Dictionary<(FactKind Kind, string Id), RecordName> Records, DigestAudience Audience)
{
    public static readonly RenderingOptions Options = new() { Address = "1 Example Street, London" };

    private static readonly DigestRenderer Shared = new(Options);

    /// <summary>The weekly digest that the cases belong to.</summary>
    public static readonly DigestDefinition Digest = new()
    {
        Id = "weekly-leads",
        Template = "weekly",
        Kind = PeriodKind.Week,
        Rule = new DeliveryRule { Clock = after => after },
        ClockText = "Mon 07:00",
        CatchUp = Duration.FromDays(1),
        Recipients = [],
    };

    /// <summary>Own templates; empty: none.</summary>
    public string Templates { get; init; } = "";

    /// <summary>Subject, HTML and text; another renderer for other templates or options.</summary>
    public Task<RenderedDigest> RenderAsync(CancellationToken cancellationToken, DigestRenderer? renderer = null) =>
        (renderer ?? (Templates.Length == 0 ? Shared : new DigestRenderer(new RenderingOptions { Address = Options.Address, Templates = Templates }))).RenderAsync(Figures, Records, Audience, cancellationToken);

    /// <summary>The whole message as the real composer writes it.</summary>
    public async Task<byte[]> MessageAsync(CancellationToken cancellationToken)
    {
        var recipient = new RecipientDefinition("cara@example.com", "Cara Losch", Figures.Scope.ToString(), Audience.Zone, Audience.Culture);
        return Message(Figures, Digest, recipient, await RenderAsync(cancellationToken));
    }

    /// <summary>The message of any digest as the real composer writes it.</summary>
    public static byte[] Message(DigestFigures figures, DigestDefinition digest, RecipientDefinition recipient, RenderedDigest rendered) =>
        new MailComposer(new MailOptions { From = "Sales digest <digest@example.com>" }, "test")
            .Compose(digest, recipient, new MailKey(digest.Id, figures.Period.Key, recipient.Email, 1), rendered, figures.AsOf, figures.AsOf + Duration.FromDays(1)).Mime;

    public override string ToString() => Name;
}
