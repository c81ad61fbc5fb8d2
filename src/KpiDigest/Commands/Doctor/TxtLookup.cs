using System.Buffers.Binary;
using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;

namespace KpiDigest.Commands.Doctor;

/// <summary>Asks DNS for TXT records (RFC 1035): UDP, and TCP where the answer was cut. .NET's own resolver knows addresses only.</summary>
internal sealed class TxtLookup(IReadOnlyList<IPEndPoint> servers, TimeSpan limit)
{
    private const ushort Txt = 16;
    private const int HeaderLength = 12;

    /// <summary>The servers this machine is configured to ask.</summary>
    public static TxtLookup OfThisMachine() => new(
        [.. NetworkInterface.GetAllNetworkInterfaces().SelectMany(i => i.GetIPProperties().DnsAddresses).Distinct().Take(3).Select(a => new IPEndPoint(a, 53))],
        TimeSpan.FromSeconds(3));

    /// <summary>The texts of a name; empty where it has none; null where no server gave an answer.</summary>
    public async Task<IReadOnlyList<string>?> AskAsync(string name, CancellationToken cancellationToken)
    {
        foreach (var server in servers)
        {
            using var time = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            time.CancelAfter(limit);
            try
            {
                if (await AskAsync(server, Question(name), time.Token) is { } texts) return texts;
            }
            catch (Exception e) when (e is SocketException or IOException or IndexOutOfRangeException or ArgumentException
                || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
            {
                // The next server may do better.
            }
        }

        return null;
    }

    private static async Task<IReadOnlyList<string>?> AskAsync(IPEndPoint server, byte[] question, CancellationToken cancellationToken)
    {
        using var socket = new Socket(server.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        await socket.ConnectAsync(server, cancellationToken);
        await socket.SendAsync(question, cancellationToken);
        var buffer = new byte[4096];
        int length;
        do length = await socket.ReceiveAsync(buffer, cancellationToken);
        while (length < HeaderLength || !buffer.AsSpan(0, 2).SequenceEqual(question.AsSpan(0, 2)));
        return IsCut(buffer) ? await AskOverTcpAsync(server, question, cancellationToken) : Read(buffer.AsSpan(0, length));
    }

    private static async Task<IReadOnlyList<string>?> AskOverTcpAsync(IPEndPoint server, byte[] question, CancellationToken cancellationToken)
    {
        using var client = new TcpClient(server.AddressFamily);
        await client.ConnectAsync(server, cancellationToken);
        var stream = client.GetStream();
        var size = new byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(size, (ushort)question.Length);
        await stream.WriteAsync((byte[])[.. size, .. question], cancellationToken);
        await stream.ReadExactlyAsync(size, cancellationToken);
        var answer = new byte[BinaryPrimitives.ReadUInt16BigEndian(size)];
        await stream.ReadExactlyAsync(answer, cancellationToken);
        return Read(answer);
    }

    private static byte[] Question(string name)
    {
        var question = new List<byte>(RandomNumberGenerator.GetBytes(2)) { 1, 0, 0, 1, 0, 0, 0, 0, 0, 0 };
        foreach (var label in name.Split('.'))
        {
            question.Add((byte)label.Length);
            question.AddRange(Encoding.ASCII.GetBytes(label));
        }

        question.AddRange([0, 0, (byte)Txt, 0, 1]);
        return [.. question];
    }

    private static bool IsCut(ReadOnlySpan<byte> answer) => (answer[2] & 2) != 0;

    // 0: there are answers, 3: there is no such name; anything else is the server's own trouble.
    private static List<string>? Read(ReadOnlySpan<byte> answer)
    {
        var code = answer[3] & 15;
        if (code is not (0 or 3)) return null;
        var at = HeaderLength;
        for (var i = BinaryPrimitives.ReadUInt16BigEndian(answer[4..]); i > 0; i--) at = AfterName(answer, at) + 4;
        var texts = new List<string>();
        for (var i = BinaryPrimitives.ReadUInt16BigEndian(answer[6..]); i > 0; i--)
        {
            at = AfterName(answer, at);
            var type = BinaryPrimitives.ReadUInt16BigEndian(answer[at..]);
            var length = BinaryPrimitives.ReadUInt16BigEndian(answer[(at + 8)..]);
            if (type == Txt) texts.Add(Joined(answer.Slice(at + 10, length)));
            at += 10 + length;
        }

        return texts;
    }

    private static int AfterName(ReadOnlySpan<byte> answer, int at)
    {
        while (answer[at] is > 0 and < 192) at += answer[at] + 1;
        return at + (answer[at] == 0 ? 1 : 2);
    }

    // A text is cut into strings of at most 255 bytes, which belong together.
    private static string Joined(ReadOnlySpan<byte> data)
    {
        var text = new StringBuilder();
        for (var at = 0; at < data.Length; at += data[at] + 1) text.Append(Encoding.UTF8.GetString(data.Slice(at + 1, data[at])));
        return text.ToString();
    }
}
