using System.Security.Cryptography;
using System.Text;

namespace KpiDigest.Store;

/// <summary>Somebody who was erased, known only by what stands in the person's place and by keyed hashes.</summary>
/// <param name="Token">Stands for the name.</param>
/// <param name="Source">Source of the rep; null: no rep.</param>
/// <param name="RepId">The rep's id in the CRM; null: no rep.</param>
/// <param name="Salt">Key of the hashes.</param>
/// <param name="Names">Hashes of names, with the number of words of each: <c>2:9f86…</c>.</param>
/// <param name="Addresses">Hashes of addresses.</param>
internal sealed record ErasedPerson(string Token, string? Source, string? RepId, string Salt, IReadOnlyList<string> Names, IReadOnlyList<string> Addresses)
{
    /// <summary>Stands for an address, in a domain that never exists.</summary>
    public string Address => $"{Token}@erased.invalid";

    /// <summary>Somebody new on the list.</summary>
    public static ErasedPerson Of(string? source, string? repId, IEnumerable<string> names, IEnumerable<string> addresses)
    {
        var salt = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        return new ErasedPerson(
            "erased-" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4)), source, repId, salt,
            [.. names.Select(ErasedWords.WordsOf).Where(words => words.Count > 0).Select(words => $"{words.Count}:{Hash(salt, string.Join(' ', words))}").Distinct()],
            [.. addresses.Where(a => a.Length > 0).Select(a => Hash(salt, ErasedWords.Form(a))).Distinct()]);
    }

    /// <summary>Whether an address is the person's.</summary>
    public bool HasAddress(string address) => Addresses.Contains(Hash(Salt, ErasedWords.Form(address)));

    /// <summary>Whether so many words are a name of the person's.</summary>
    public bool HasName(IReadOnlyList<string> words) => Names.Contains($"{words.Count}:{Hash(Salt, string.Join(' ', words))}");

    private static string Hash(string salt, string text) => Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(salt), Encoding.UTF8.GetBytes(text)));
}
