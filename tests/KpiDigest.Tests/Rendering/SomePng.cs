using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace KpiDigest.Tests.Rendering;

/// <summary>PNG files made by hand: light shapes on nothing, uncompressed, so that the bytes are the same everywhere.</summary>
internal static class SomePng
{
    /// <summary>A ring and three bars, twice as large as they are shown.</summary>
    public static byte[] Drawn(int width = 200, int height = 64, CompressionLevel level = CompressionLevel.NoCompression)
    {
        var rows = new byte[height * ((width * 2) + 1)];
        for (var y = 0; y < height; y++)
            for (var x = 0; x < width; x++)
                if (IsInk(x, y)) (rows[Pixel(x, y)], rows[Pixel(x, y) + 1]) = (235, 255);
        return File(width, height, Packed(rows, level));

        int Pixel(int x, int y) => (y * ((width * 2) + 1)) + 1 + (x * 2);
    }

    /// <summary>The head of a PNG of any size without the pixels.</summary>
    public static byte[] Claiming(int width, int height) => File(width, height, []);

    private static bool IsInk(int x, int y)
    {
        var fromMiddle = Math.Sqrt(((x - 32) * (x - 32)) + ((y - 32) * (y - 32)));
        return fromMiddle is > 18 and < 28 || (x is > 76 and < 190 && y is (> 8 and < 20) or (> 26 and < 38) or (> 44 and < 56) && x < 190 - y);
    }

    // Grey with transparency, eight bits each.
    private static byte[] File(int width, int height, byte[] pixels)
    {
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        (header[8], header[9]) = (8, 4);
        return [0x89, .. "PNG\r\n\x1a\n"u8, .. Chunk("IHDR", header), .. Chunk("IDAT", pixels), .. Chunk("IEND", [])];
    }

    private static byte[] Packed(byte[] rows, CompressionLevel level)
    {
        using var packed = new MemoryStream();
        using (var stream = new ZLibStream(packed, level, leaveOpen: true)) stream.Write(rows);
        return packed.ToArray();
    }

    private static byte[] Chunk(string kind, byte[] data)
    {
        byte[] body = [.. Encoding.ASCII.GetBytes(kind), .. data];
        return [.. BigEndian((uint)data.Length), .. body, .. BigEndian(Crc(body))];
    }

    private static byte[] BigEndian(uint number)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, number);
        return bytes;
    }

    private static uint Crc(byte[] bytes)
    {
        var crc = uint.MaxValue;
        foreach (var b in bytes)
        {
            crc ^= b;
            for (var bit = 0; bit < 8; bit++) crc = (crc & 1) == 1 ? (crc >> 1) ^ 0xedb88320 : crc >> 1;
        }

        return ~crc;
    }
}
