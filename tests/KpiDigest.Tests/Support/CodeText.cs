using System.Text.RegularExpressions;

namespace KpiDigest.Tests.Support;

/// <summary>C# source without what is not code: comments, text and characters are blanked, lines keep their numbers.</summary>
internal static partial class CodeText
{
    public static string Of(string source) =>
        NotCode().Replace(source, match => NotNewline().Replace(match.Value, " "));

    // Raw strings first, then verbatim, ordinary, characters, comments. The holes of interpolated strings are blanked too.
    [GeneratedRegex(
        """
        "{3,}[\s\S]*?"{3,}|\$?@\$?"(?:[^"]|"")*"|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])+'|//[^\n]*|/\*[\s\S]*?\*/
        """)]
    private static partial Regex NotCode();

    [GeneratedRegex(@"[^\n]")]
    private static partial Regex NotNewline();
}
