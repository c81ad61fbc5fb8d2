using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace KpiDigest.Tests.Commands.Doctor;

/// <summary>A name server on loopback that answers every question alike, by UDP and by TCP on the same port.</summary>
internal sealed class DnsServer : IDisposable
{
    private readonly UdpClient _udp;
    private readonly TcpListener _tcp;

    /// <param name="answer">From the question's bytes and whether it came by TCP to the answer's.</param>
    public DnsServer(Func<byte[], bool, byte[]> answer)
    {
        (_udp, _tcp) = Bind();
        Address = (IPEndPoint)_tcp.LocalEndpoint;
        _ = UdpAsync(answer);
        _ = TcpAsync(answer);
    }

    public IPEndPoint Address { get; }

    /// <summary>An answer with these texts; each is cut into strings of at most 255 bytes.</summary>
    public static byte[] Texts(byte[] question, byte flags, byte code, params string[] texts)
    {
        var answer = new List<byte>(question);
        (answer[2], answer[3], answer[7]) = ((byte)(0x80 | flags), code, (byte)texts.Length);
        foreach (var text in texts)
        {
            byte[] data = [.. Encoding.UTF8.GetBytes(text).Chunk(255).SelectMany(c => (byte[])[(byte)c.Length, .. c])];
            var length = new byte[2];
            BinaryPrimitives.WriteUInt16BigEndian(length, (ushort)data.Length);
            answer.AddRange([0xC0, 12, 0, 16, 0, 1, 0, 0, 0, 60, .. length, .. data]);
        }

        return [.. answer];
    }

    public void Dispose()
    {
        _udp.Dispose();
        _tcp.Dispose();
    }

    /// <summary>A port free for both: one that is free for UDP may be some TCP connection's own end.</summary>
    private static (UdpClient Udp, TcpListener Tcp) Bind()
    {
        while (true)
        {
            var tcp = new TcpListener(IPAddress.Loopback, 0);
            tcp.Start();
            try
            {
                return (new UdpClient((IPEndPoint)tcp.LocalEndpoint), tcp);
            }
            catch (SocketException)
            {
                tcp.Dispose();
            }
        }
    }

    private async Task UdpAsync(Func<byte[], bool, byte[]> answer)
    {
        while (true)
        {
            var asked = await _udp.ReceiveAsync();
            await _udp.SendAsync(answer(asked.Buffer, false), asked.RemoteEndPoint);
        }
    }

    private async Task TcpAsync(Func<byte[], bool, byte[]> answer)
    {
        while (true)
        {
            using var client = await _tcp.AcceptTcpClientAsync();
            var stream = client.GetStream();
            var size = new byte[2];
            await stream.ReadExactlyAsync(size);
            var question = new byte[BinaryPrimitives.ReadUInt16BigEndian(size)];
            await stream.ReadExactlyAsync(question);
            var bytes = answer(question, true);
            BinaryPrimitives.WriteUInt16BigEndian(size, (ushort)bytes.Length);
            await stream.WriteAsync((byte[])[.. size, .. bytes]);
        }
    }
}
