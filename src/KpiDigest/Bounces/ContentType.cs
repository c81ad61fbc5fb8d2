namespace KpiDigest.Bounces;

/// <summary>A Content-Type as it comes: media type in lower case, parameters quoted or not, comments left out.</summary>
internal sealed class ContentType
{
    private readonly Dictionary<string, string> _parameters = new(StringComparer.OrdinalIgnoreCase);

    public ContentType(string header)
    {
        var pieces = Pieces(header);
        Media = pieces[0].Trim().ToLowerInvariant();
        foreach (var piece in pieces.Skip(1))
            if (piece.IndexOf('=', StringComparison.Ordinal) is var equals and > 0) _parameters.TryAdd(piece[..equals].Trim(), piece[(equals + 1)..].Trim());
    }

    /// <summary>Such as <c>multipart/report</c>; empty where nothing is stated.</summary>
    public string Media { get; }

    /// <summary>A parameter's value without quotes; empty: there is none.</summary>
    public string this[string parameter] => _parameters.GetValueOrDefault(parameter, "");

    // Semicolons inside quotes or comments do not separate; quotes and comments themselves are left out.
    private static List<string> Pieces(string header)
    {
        var pieces = new List<string>();
        var piece = new System.Text.StringBuilder();
        var (quoted, comments) = (false, 0);
        for (var i = 0; i < header.Length; i++)
        {
            var c = header[i];
            if (c == '\\' && (quoted || comments > 0) && i + 1 < header.Length)
            {
                i++;
                if (comments == 0) piece.Append(header[i]);
            }
            else if (c == '"' && comments == 0) quoted = !quoted;
            else if (c == '(' && !quoted) comments++;
            else if (c == ')' && comments > 0) comments--;
            else if (comments > 0) continue;
            else if (c == ';' && !quoted)
            {
                pieces.Add(piece.ToString());
                piece.Clear();
            }
            else piece.Append(c);
        }

        pieces.Add(piece.ToString());
        return pieces;
    }
}
