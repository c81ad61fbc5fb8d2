using KpiDigest.Delivery.Graph;
using KpiDigest.Delivery.Mime;
using KpiDigest.Delivery.Smtp;

namespace KpiDigest.Delivery;

/// <summary>Finds every fault of the section <c>Mail</c>.</summary>
internal static class MailOptionsValidator
{
    /// <summary>All faults, with key and value; no secret among them.</summary>
    public static IReadOnlyList<(string Key, string? Value, string Message)> Faults(MailOptions options)
    {
        var faults = new List<(string Key, string? Value, string Message)>();
        Addresses(options, faults);
        Choices(options, faults);
        Limits(options, faults);
        if (DeliveryChannels.Is(options, DeliveryChannels.Smtp)) SmtpOptionsValidator.Add(options.Smtp, faults);
        if (DeliveryChannels.Is(options, DeliveryChannels.Graph)) GraphOptionsValidator.Add(options.Graph, faults);
        if (DeliveryChannels.Is(options, DeliveryChannels.Folder) && options.Folder.Path.Length == 0) faults.Add(("Mail:Folder:Path", "", "missing: the folder that gets the .eml files."));
        return faults;
    }

    private static void Addresses(MailOptions options, List<(string Key, string? Value, string Message)> faults)
    {
        if (options.From.Length == 0) faults.Add(("Mail:From", "", "missing: the sender's address, such as Sales digest <digest@example.com>."));
        Address("Mail:From", options.From, faults);
        Address("Mail:ReplyTo", options.ReplyTo, faults);
        Bare("Mail:BounceAddress", options.BounceAddress, faults);
        Bare("Mail:RedirectTo", options.RedirectTo, faults);
        if (options.Mode == MailMode.Redirect && options.RedirectTo.Length == 0) faults.Add(("Mail:RedirectTo", "", "missing: in mode Redirect it is the one address that gets everything."));
        if (options.Mode == MailMode.Redirect && Mailbox.TryParse(options.RedirectTo, out var redirect, out _) && !options.MayReceive(redirect.Address))
        {
            faults.Add(("Mail:RedirectTo", options.RedirectTo, "its domain is not among Mail:AllowedDomains, so nothing could be sent."));
        }

        foreach (var domain in options.AllowedDomains)
        {
            if (Mailbox.AsciiDomain(domain) is null) faults.Add(("Mail:AllowedDomains", domain, "is no domain name; write example.com, without @ and without *."));
        }
    }

    private static void Address(string key, string value, List<(string Key, string? Value, string Message)> faults)
    {
        if (value.Length > 0 && !Mailbox.TryParse(value, out _, out var fault)) faults.Add((key, value, $"{fault}; write name@example.com or Name <name@example.com>."));
    }

    private static void Bare(string key, string value, List<(string Key, string? Value, string Message)> faults)
    {
        if (value.Length == 0) return;
        if (!Mailbox.TryParse(value, out var mailbox, out var fault)) faults.Add((key, value, $"{fault}; write name@example.com."));
        else if (mailbox.Address != value) faults.Add((key, value, $"takes the address alone: {mailbox.Address}."));
    }

    private static void Choices(MailOptions options, List<(string Key, string? Value, string Message)> faults)
    {
        if (!DeliveryChannels.Names.Contains(options.Channel, StringComparer.OrdinalIgnoreCase))
        {
            faults.Add(("Mail:Channel", options.Channel, $"is no channel; there are {string.Join(", ", DeliveryChannels.Names)}."));
        }

        Known("Mail:Mode", options.Mode, faults);
        Known("Mail:OnUnknown", options.OnUnknown, faults);
    }

    private static void Limits(MailOptions options, List<(string Key, string? Value, string Message)> faults)
    {
        if (options.MaxAttempts is < 1 or > 1000) faults.Add(("Mail:MaxAttempts", $"{options.MaxAttempts}", "must be 1 to 1000."));
        if (options.Connections is < 1 or > 50) faults.Add(("Mail:Connections", $"{options.Connections}", "must be 1 to 50."));
        if (options.PerMinute is < 0 or > 60_000) faults.Add(("Mail:PerMinute", $"{options.PerMinute}", "must be 1 to 60000, or 0 for no limit."));
    }

    private static void Known<T>(string key, T value, List<(string Key, string? Value, string Message)> faults)
        where T : struct, Enum
    {
        if (!Enum.IsDefined(value)) faults.Add((key, $"{value}", $"must be one of {string.Join(", ", Enum.GetNames<T>())}."));
    }
}
