namespace KpiDigest.Commands.Init;

/// <summary>One thing that <c>init</c> asks.</summary>
/// <param name="Key">Name of its option (<c>--Key</c>) and of its key in a file of answers.</param>
/// <param name="Text">What is asked.</param>
internal sealed record Question(string Key, string Text)
{
    /// <summary>What holds where nothing is answered, given the answers before; null: it must be answered.</summary>
    public Func<Answers, string?> Usual { get; init; } = _ => null;

    /// <summary>What is wrong with an answer; null: nothing.</summary>
    public Func<Answers, string, string?> Fault { get; init; } = (_, _) => null;

    /// <summary>Whether it is asked, given the answers before.</summary>
    public Func<Answers, bool> Applies { get; init; } = _ => true;

    /// <summary>The file beside the configuration that keeps the answer; empty: it is no secret.</summary>
    public string SecretFile { get; init; } = "";

    /// <summary>Whether there may be several answers.</summary>
    public bool Many { get; init; }

    /// <summary>Whether a terminal is not asked, because few need it: it is taken where given.</summary>
    public bool OnlyIfGiven { get; init; }

    public bool IsSecret => SecretFile.Length > 0;
}
