using KpiDigest.Delivery.Folder;
using KpiDigest.Delivery.Graph;
using KpiDigest.Delivery.Smtp;

namespace KpiDigest.Delivery;

/// <summary>The one list of channels. A new one adds its name and its line.</summary>
internal static class DeliveryChannels
{
    public const string Smtp = "Smtp";

    public const string Graph = "Graph";

    public const string Folder = "Folder";

    // Mail servers take 10 MB everywhere.
    private const int MostBytes = 10_000_000;

    private static readonly Dictionary<string, Func<MailOptions, TimeProvider, IDeliveryChannel>> ByName = new(StringComparer.OrdinalIgnoreCase)
    {
        [Smtp] = (options, time) => new SmtpChannel(options.Smtp, time),
        [Graph] = (options, time) => new GraphChannel(options.Graph, time),
        [Folder] = (options, _) => new FolderChannel(options.Folder),
    };

    /// <summary>Names as the configuration may write them.</summary>
    public static IReadOnlyCollection<string> Names => ByName.Keys;

    /// <summary>The largest message that is enqueued for the configured channel.</summary>
    public static int LargestMessage(MailOptions options) => Is(options, Graph) ? GraphMessage.MostBytes : MostBytes;

    /// <summary>Whether that channel is configured.</summary>
    public static bool Is(MailOptions options, string channel) => options.Channel.Equals(channel, StringComparison.OrdinalIgnoreCase);

    /// <summary>The configured channel.</summary>
    /// <exception cref="ArgumentException">No channel has that name; the validator says so earlier.</exception>
    public static IDeliveryChannel Create(MailOptions options, TimeProvider time) =>
        ByName.TryGetValue(options.Channel, out var create) ? create(options, time)
        : throw new ArgumentException($"Mail:Channel '{options.Channel}': there is no such channel; there are {string.Join(", ", Names)}", nameof(options));
}
