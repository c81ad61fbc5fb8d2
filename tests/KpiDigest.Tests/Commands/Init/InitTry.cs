using System.CommandLine;
using KpiDigest.Commands;
using KpiDigest.Commands.Doctor;
using KpiDigest.Commands.Init;
using KpiDigest.DemoCrm;
using KpiDigest.Tests.Delivery.Smtp;
using KpiDigest.Tests.Runs.Cluster;
using KpiDigest.Tests.Support;
using NodaTime;
using Spectre.Console;

namespace KpiDigest.Tests.Commands.Init;

/// <summary>An empty folder, the built-in CRM and a mail server; <c>init</c> on them.</summary>
public sealed class InitTry : IAsyncLifetime
{
    internal const string Password = "s3cret-pässword";

    internal ScriptedSmtpServer Smtp { get; } = new();

    internal DemoCrmServer Crm { get; private set; } = null!;

    internal static string Team => SmallCompany.Managers[0];

    internal string Currency { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        using var folder = new TempFolder();
        var data = CsvCompany.Load(SmallCompany.Write(folder, SystemClock.Instance.GetCurrentInstant().InUtc().Date));
        (Currency, Crm) = (data.Currency, await DemoCrmServer.StartAsync(data, 0, null, CancellationToken.None));
    }

    public async ValueTask DisposeAsync()
    {
        await Crm.DisposeAsync();
        await Smtp.DisposeAsync();
    }

    /// <summary>Answers that work; those of the same name replace them, a null takes them out.</summary>
    internal string[] Answers(params (string Key, string? Text)[] others)
    {
        var answers = new Dictionary<string, string?>
        {
            ["crm-url"] = Crm.BaseUrl.ToString().TrimEnd('/'),
            ["crm-token"] = Crm.Token,
            ["from"] = "Sales digest <digest@example.com>",
            ["admin"] = "revops@example.com",
            ["mail-host"] = "localhost",
            ["mail-port"] = $"{Smtp.Port}",
            ["mail-ca"] = TestCertificates.CaFile,
            ["mail-user"] = "digest-user",
            ["mail-password"] = Password,
            ["weekly"] = $"Cara Losch <cara@example.com>; team:{Team}",
            ["quarterly"] = "ceo@example.com",
        };
        foreach (var (key, text) in others) answers[key] = text;
        return [.. answers.Where(a => a.Value is not null).SelectMany(a => new[] { "--" + a.Key, a.Value! })];
    }

    /// <summary>Runs <c>init</c>; nobody's DNS is asked.</summary>
    internal static async Task<(int Exit, string Out, string Error)> RunAsync(TempFolder folder, IEnumerable<string> args, IAnsiConsole? terminal = null, CancellationToken? stop = null)
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        var root = new RootCommand { CommonOptions.Config, CommonOptions.AsOf, CommonOptions.Format, InitCommand.Create(terminal, new TxtLookup([], TimeSpan.FromSeconds(1))) };
        var exit = await root.Parse(["init", .. args, "--config", Config(folder)])
            .InvokeAsync(new InvocationConfiguration { Output = output, Error = error, EnableDefaultExceptionHandler = false }, stop ?? TestContext.Current.CancellationToken);
        return (exit, output.ToString(), error.ToString());
    }

    internal static string Config(TempFolder folder) => folder.Combine("appsettings.json");
}
