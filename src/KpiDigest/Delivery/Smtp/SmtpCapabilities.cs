using System.Globalization;

namespace KpiDigest.Delivery.Smtp;

/// <summary>What the server said it can, from its answer to EHLO.</summary>
internal sealed class SmtpCapabilities
{
    private readonly Dictionary<string, string[]> _byKeyword = new(StringComparer.OrdinalIgnoreCase);

    public SmtpCapabilities(SmtpReply ehlo)
    {
        foreach (var line in ehlo.Lines.Skip(1))
        {
            // Old servers write AUTH=LOGIN PLAIN.
            var words = line.Replace("AUTH=", "AUTH ", StringComparison.OrdinalIgnoreCase).Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (words.Length == 0) continue;
            _byKeyword[words[0]] = _byKeyword.TryGetValue(words[0], out var before) ? [.. before, .. words[1..]] : words[1..];
        }
    }

    public bool StartTls => Has("STARTTLS");

    public bool Pipelining => Has("PIPELINING");

    public bool EightBitMime => Has("8BITMIME");

    public bool SmtpUtf8 => Has("SMTPUTF8");

    public bool Size => Has("SIZE");

    /// <summary>Bytes a message may have; null: no limit was named.</summary>
    public long? SizeLimit =>
        _byKeyword.TryGetValue("SIZE", out var words) && words.Length > 0
        && long.TryParse(words[0], NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit > 0 ? limit : null;

    /// <summary>Login mechanisms, upper case.</summary>
    public IReadOnlyList<string> Auth => _byKeyword.TryGetValue("AUTH", out var words) ? [.. words.Select(w => w.ToUpperInvariant())] : [];

    private bool Has(string keyword) => _byKeyword.ContainsKey(keyword);
}
