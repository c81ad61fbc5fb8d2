using System.CommandLine;
using System.Security.Cryptography;
using KpiDigest.Delivery;
using KpiDigest.Delivery.Mime;
using KpiDigest.Rendering;

namespace KpiDigest.Commands;

/// <summary><c>kpidigest send DIGEST --period P --to ADDRESS [--as RECIPIENT]</c>: a test send, watermarked, to that address only.</summary>
internal static class SendCommand
{
    public static Command Create()
    {
        var to = new Option<string>("--to") { Description = "The one address that gets the test.", HelpName = "ADDRESS", Required = true };
        var command = new Command("send", "Sends a watermarked test of a digest to one address; writes no state.") { DigestRequest.Id, Asked.Period, to, DigestRequest.As };
        command.DoesWith(async (parse, services, cancellationToken) =>
        {
            var request = DigestRequest.Of(parse, services.Settings, Asked.PeriodOf(parse, services.Settings.Calendar));
            var address = parse.GetRequiredValue(to).Trim();
            if (!Mailbox.TryParse(address, out var mailbox, out var fault)) throw new UsageException($"--to {address}: {fault}");
            var allowed = services.Settings.Options.Mail.AllowedDomains;
            if (allowed.Count > 0 && !allowed.Contains(mailbox.Domain, StringComparer.OrdinalIgnoreCase))
                throw new UsageException($"--to {address}: its domain is not in Mail:AllowedDomains.");
            if (request.Recipients.Count > 1) request = request with { Recipients = [request.Recipients[0]] };
            await using var channel = services.Channel();
            var facts = await request.LoadAsync(services, parse.GetValue(CommonOptions.AsOf), cancellationToken);
            await foreach (var (_, rendered) in request.RenderAsync(services.Press, facts, cancellationToken))
            {
                var mail = services.Mails(services.Settings.Options.Installation)
                    .Test(request.Digest, mailbox.Address, Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8)), Watermark.Apply(rendered), services.Now);
                return Report(parse, await channel.SendAsync(mail, _ => Task.FromResult(true), cancellationToken));
            }

            return ExitCode.Failed;
        });
        return command;
    }

    private static int Report(ParseResult parse, DeliveryOutcome outcome)
    {
        if (outcome is DeliveryOutcome.Accepted accepted)
        {
            parse.Out().WriteLine($"test sent{(accepted.QueueId is null ? "" : ", queued as " + accepted.QueueId)}.");
            return ExitCode.Done;
        }

        var reason = outcome switch
        {
            DeliveryOutcome.Refused r => "refused: " + r.Reason,
            DeliveryOutcome.TryAgain t => "not now: " + t.Reason,
            DeliveryOutcome.Unknown u => "nobody can know whether it arrived: " + u.Reason,
            _ => "not sent.",
        };
        parse.InvocationConfiguration.Error.WriteLine(reason);
        return ExitCode.Failed;
    }
}
