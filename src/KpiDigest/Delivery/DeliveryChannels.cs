using KpiDigest.Delivery.Folder;
using KpiDigest.Delivery.Smtp;

namespace KpiDigest.Delivery;

/// <summary>The one list of channels. A new one adds its name and its line.</summary>
internal static class DeliveryChannels
{
    public const string Smtp = "Smtp";

    public const string Folder = "Folder";

    private static readonly Dictionary<string, Func<MailOptions, TimeProvider, IDeliveryChannel>> ByName = new(StringComparer.OrdinalIgnoreCase)
    {
        [Smtp] = (options, time) => new SmtpChannel(options.Smtp, time),
        [Folder] = (options, _) => new FolderChannel(options.Folder),
    };

    /// <summary>Names as the configuration may write them.</summary>
    public static IReadOnlyCollection<string> Names => ByName.Keys;

    /// <summary>The configured channel.</summary>
    /// <exception cref="ArgumentException">No channel has that name; the validator says so earlier.</exception>
    public static IDeliveryChannel Create(MailOptions options, TimeProvider time) =>
        ByName.TryGetValue(options.Channel, out var create) ? create(options, time)
        : throw new ArgumentException($"Mail:Channel '{options.Channel}': there is no such channel; there are {string.Join(", ", Names)}", nameof(options));
}
