using KpiDigest.Store.Tables;

namespace KpiDigest.Tests.Store;

public sealed class SipHashTests
{
    // The key and the messages 00, 01, 02 ... of the algorithm's reference implementation.
    private static readonly SipHash Hash = new(0x0706050403020100, 0x0f0e0d0c0b0a0908);

    [Theory]
    [InlineData(0, 0x726fdb47dd0e0e31UL)]
    [InlineData(1, 0x74f839c593dc67fdUL)]
    [InlineData(7, 0xab0200f58b01d137UL)]
    [InlineData(8, 0x93f5f5799a932462UL)]
    [InlineData(15, 0xa129ca6149be45e5UL)]
    [InlineData(63, 0x958a324ceb064572UL)]
    public void Agrees_with_the_reference_vectors(int length, ulong expected) =>
        Assert.Equal(expected, (ulong)Hash.Of(Enumerable.Range(0, length).Select(i => (byte)i).ToArray()));

    [Fact]
    public void Another_key_gives_another_hash() => Assert.NotEqual(Hash.Of("x"u8), (Hash with { Key1 = 1 }).Of("x"u8));
}
