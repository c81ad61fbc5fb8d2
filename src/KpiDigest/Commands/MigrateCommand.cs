using System.CommandLine;

namespace KpiDigest.Commands;

/// <summary><c>kpidigest migrate</c>: brings the database's schema up to date by hand.</summary>
internal static class MigrateCommand
{
    public static Command Create()
    {
        var command = new Command("migrate", "Brings the database's schema up to date (every command that needs it does so too).");
        command.DoesWith((parse, _, _) =>
        {
            parse.Out().WriteLine("the schema is up to date.");
            return Task.FromResult(ExitCode.Done);
        });
        return command;
    }
}
