using System.Globalization;
using System.Net;

namespace KpiDigest.Delivery.Graph;

/// <summary>What an answer to sendMail means; the table stands in ../README.md.</summary>
internal static class GraphVerdict
{
    public static DeliveryOutcome Of(GraphReply reply)
    {
        var code = string.Create(CultureInfo.InvariantCulture, $"{(int)reply.Status}");
        return reply.Status switch
        {
            HttpStatusCode.Accepted => new DeliveryOutcome.Accepted(reply.RequestId ?? "accepted"),
            HttpStatusCode.Unauthorized => Ours(reply, "Graph does not take the token: check Mail:Graph:Tenant and Mail:Graph:BaseUrl"),
            HttpStatusCode.Forbidden => Ours(reply, reply.Code == "ErrorSendAsDenied"
                ? "Mail:From must be an address of the mailbox Mail:Graph:User"
                : "grant the application Mail.Send, with RBAC for Applications in Exchange Online limited to the mailbox Mail:Graph:User"),
            HttpStatusCode.NotFound => Ours(reply, "there is no such mailbox: check Mail:Graph:User and that it has a licence"),
            HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable => new DeliveryOutcome.TryAgain(reply.ToString(), reply.After, code, ChannelFault: true),
            HttpStatusCode.RequestEntityTooLarge => new DeliveryOutcome.Refused($"{reply}: the message is too large for Graph, take a file out of the digest's Attachments", code),
            HttpStatusCode.BadRequest => new DeliveryOutcome.Refused(reply.ToString(), code),
            HttpStatusCode.RequestTimeout => Uncertain(reply),
            >= HttpStatusCode.BadRequest and < HttpStatusCode.InternalServerError => new DeliveryOutcome.TryAgain(reply.ToString(), reply.After, code),
            >= HttpStatusCode.MultipleChoices and < HttpStatusCode.BadRequest => Ours(reply, "Mail:Graph:BaseUrl answers with a redirect, which is not followed"),
            _ => Uncertain(reply),
        };
    }

    private static DeliveryOutcome.TryAgain Ours(GraphReply reply, string advice) =>
        new($"configuration: {reply}; {advice}", reply.After, string.Create(CultureInfo.InvariantCulture, $"{(int)reply.Status}"), ChannelFault: true);

    // A gateway that gave up may have passed the message on before.
    private static DeliveryOutcome.Unknown Uncertain(GraphReply reply) => new($"Graph answered {reply}, which says neither that it took the message nor that it did not");
}
