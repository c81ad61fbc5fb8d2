using System.Buffers.Binary;
using System.Numerics;

namespace KpiDigest.Store.Tables;

/// <summary>
/// SipHash-2-4: 64 bits under a key. Faster than SHA-256 on short rows, and who does not know the key cannot write a deal whose change
/// is taken for none.
/// </summary>
/// <param name="Key0">First half of the key.</param>
/// <param name="Key1">Second half of the key.</param>
internal readonly record struct SipHash(long Key0, long Key1)
{
    public long Of(ReadOnlySpan<byte> bytes)
    {
        var v0 = (ulong)Key0 ^ 0x736f6d6570736575UL;
        var v1 = (ulong)Key1 ^ 0x646f72616e646f6dUL;
        var v2 = (ulong)Key0 ^ 0x6c7967656e657261UL;
        var v3 = (ulong)Key1 ^ 0x7465646279746573UL;
        var last = (ulong)bytes.Length << 56;
        for (; bytes.Length >= 8; bytes = bytes[8..]) Mix(ref v0, ref v1, ref v2, ref v3, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
        for (var i = 0; i < bytes.Length; i++) last |= (ulong)bytes[i] << (8 * i);
        Mix(ref v0, ref v1, ref v2, ref v3, last);
        v2 ^= 0xff;
        for (var i = 0; i < 4; i++) Round(ref v0, ref v1, ref v2, ref v3);
        return (long)(v0 ^ v1 ^ v2 ^ v3);
    }

    private static void Mix(ref ulong v0, ref ulong v1, ref ulong v2, ref ulong v3, ulong word)
    {
        v3 ^= word;
        Round(ref v0, ref v1, ref v2, ref v3);
        Round(ref v0, ref v1, ref v2, ref v3);
        v0 ^= word;
    }

    private static void Round(ref ulong v0, ref ulong v1, ref ulong v2, ref ulong v3)
    {
        v0 += v1;
        v1 = BitOperations.RotateLeft(v1, 13) ^ v0;
        v0 = BitOperations.RotateLeft(v0, 32);
        v2 += v3;
        v3 = BitOperations.RotateLeft(v3, 16) ^ v2;
        v0 += v3;
        v3 = BitOperations.RotateLeft(v3, 21) ^ v0;
        v2 += v1;
        v1 = BitOperations.RotateLeft(v1, 17) ^ v2;
        v2 = BitOperations.RotateLeft(v2, 32);
    }
}
