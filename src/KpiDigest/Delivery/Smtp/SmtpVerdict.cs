namespace KpiDigest.Delivery.Smtp;

/// <summary>What a server's no means; the table stands in ../README.md.</summary>
internal static class SmtpVerdict
{
    /// <summary>The answer to MAIL FROM: about us, save for a message that is too large.</summary>
    public static DeliveryOutcome OnSender(SmtpReply reply)
    {
        if (IsTooLarge(reply)) return new DeliveryOutcome.Refused(reply.ToString(), reply.Status);
        return reply.IsPermanent
            ? new DeliveryOutcome.TryAgain($"configuration: the server refuses our sender: {reply}", Code: reply.Status, ChannelFault: true)
            : new DeliveryOutcome.TryAgain(reply.ToString(), Code: reply.Status, ChannelFault: true);
    }

    /// <summary>The answer to RCPT TO, DATA or the content: about this mail, save for what only we can mend.</summary>
    public static DeliveryOutcome OnMail(SmtpReply reply)
    {
        var notLoggedIn = reply.Code is 530 or 535 or 538;
        if (reply.IsPermanent && (notLoggedIn || InClass(reply, "5.7.")))
        {
            return new DeliveryOutcome.TryAgain($"configuration: {reply}", Code: reply.Status, ChannelFault: notLoggedIn);
        }

        return reply.IsPermanent && !InClass(reply, "5.2.2")
            ? new DeliveryOutcome.Refused(reply.ToString(), reply.Status)
            : new DeliveryOutcome.TryAgain(reply.ToString(), Code: reply.Status, ChannelFault: reply.Code == 421);
    }

    private static bool IsTooLarge(SmtpReply reply) => reply.IsPermanent && (reply.Code == 552 || reply.Enhanced is "5.3.4" or "5.2.3");

    private static bool InClass(SmtpReply reply, string prefix) => reply.Enhanced?.StartsWith(prefix, StringComparison.Ordinal) is true;
}
