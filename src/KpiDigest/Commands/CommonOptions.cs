using System.CommandLine;

namespace KpiDigest.Commands;

/// <summary>Options that every command has.</summary>
internal static class CommonOptions
{
    public static Option<string> Config { get; } = new("--config")
    {
        Description = "Configuration file.",
        HelpName = "FILE",
        Recursive = true,
        DefaultValueFactory = _ => "appsettings.json",
    };

    public static Option<string?> AsOf { get; } = new("--as-of")
    {
        Description = "What was known at this instant (2017-11-15T08:00:00Z); a bare date means the end of that day in the calendar's zone.",
        HelpName = "INSTANT",
        Recursive = true,
    };

    public static Option<string> Format { get; } = Choice();

    private static Option<string> Choice()
    {
        var option = new Option<string>("--format")
        {
            Description = "How to print.",
            HelpName = "table|json|csv",
            Recursive = true,
            DefaultValueFactory = _ => "table",
        };
        option.AcceptOnlyFromAmong("table", "json", "csv");
        return option;
    }
}
