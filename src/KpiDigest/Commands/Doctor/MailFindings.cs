using KpiDigest.Alerts;
using KpiDigest.Delivery;

namespace KpiDigest.Commands.Doctor;

/// <summary>Whether mail can leave: connection, TLS and login are tried up to the point where a mail would begin.</summary>
internal static class MailFindings
{
    private const string Part = "mail";

    /// <summary>Who is told when mail itself fails.</summary>
    public static Finding OfSecondPath(AlertOptions admin) => admin.Webhook.IsEmpty && admin.HeartbeatUrl.IsEmpty
        ? Finding.Note(Part, "there is no second path to the admin: when mail fails, nobody is told by mail", "set Admin:Webhook or Admin:HeartbeatUrl")
        : Finding.Ok(Part, "there is a second path to the admin");

    public static async Task<IReadOnlyList<Finding>> OfAsync(MailOptions options, TxtLookup dns, CancellationToken cancellationToken)
    {
        await using var channel = DeliveryChannels.Create(options, TimeProvider.System);
        var fault = await channel.CheckAsync(cancellationToken);
        var tried = fault is null ? Finding.Ok(Part, Works(options)) : Finding.Fault(Part, fault);
        if (!DeliveryChannels.Is(options, DeliveryChannels.Smtp)) return [tried];
        return [tried, .. await SenderFindings.OfAsync(options, name => dns.AskAsync(name, cancellationToken))];
    }

    private static string Works(MailOptions options) => DeliveryChannels.Is(options, DeliveryChannels.Graph)
        ? $"signed in to Microsoft Graph with {(options.Graph.Certificate.Length > 0 ? "a certificate" : "a secret")}; whether it may send as Mail:Graph:User shows a test: 'kpidigest send … --to you'"
        : DeliveryChannels.Is(options, DeliveryChannels.Smtp)
        ? $"{options.Smtp.Host}:{options.Smtp.Port} takes mail ({options.Smtp.Security}{(options.Smtp.Username.Length > 0 ? ", logged in" : ", no login")})"
        : $"mails can be written to {options.Folder.Path}";
}
