using KpiDigest.Tests.Support;

namespace KpiDigest.Tests.Runs;

/// <summary>A browser that prints its page as it is and counts how often.</summary>
internal static class CountingBrowser
{
    public static (string Path, string Prints) In(TempFolder folder)
    {
        var prints = folder.Combine("prints");
        var path = folder.Write("browser", $$"""
            #!/bin/sh
            if [ "$1" = --version ]; then echo counting 1; exit 0; fi
            for a in "$@"; do case "$a" in --print-to-pdf=*) out="${a#--print-to-pdf=}";; file://*) page="${a#file://}";; esac; done
            echo printed >> {{prints}}
            { printf '%%PDF-'; cat "$page"; } > "$out"
            """);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return (path, prints);
    }
}
