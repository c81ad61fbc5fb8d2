using System.CommandLine;
using KpiDigest.Alerts;
using KpiDigest.Bounces;
using KpiDigest.Configuration;
using KpiDigest.Delivery;
using KpiDigest.Health;
using KpiDigest.Outbox;
using KpiDigest.Runs;
using KpiDigest.Scheduling;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace KpiDigest.Commands;

/// <summary><c>kpidigest run</c>: the service: schedules, runs, outbox, health.</summary>
internal static class RunCommand
{
    public static Command Create()
    {
        var command = new Command("run", "Runs the service: schedules, runs, outbox, health.");
        command.DoesWith(async (parse, services, cancellationToken) =>
        {
            await using var alone = await services.Database.AcquireRunLockAsync(cancellationToken);
            var installation = await InstallationGuard.OpenAsync(services, cancellationToken);
            if (await services.Restored.BeatAsync(cancellationToken) is { } doubt)
            {
                await parse.InvocationConfiguration.Error.WriteLineAsync($"{doubt} Nothing is sent until somebody has accepted it: 'kpidigest outbox accept' shows what would go out again.");
                return ExitCode.Held;
            }

            await InstallationGuard.StartDigestsAsync(services, cancellationToken);
            foreach (var warning in services.Settings.Warnings) await parse.InvocationConfiguration.Error.WriteLineAsync("note: " + warning);
            await using var live = new LiveServices(services, parse.GetValue(CommonOptions.Config)!);
            if (services.Renderer.Check() is { Count: > 0 } faults) throw new UsageException(string.Join('\n', faults));
            services.Renderer.Keep();
            await using var channel = services.Channel();
            using var app = Build(live, services, channel, installation);
            await app.RunAsync(cancellationToken);
            return ExitCode.Done;
        });
        return command;
    }

    private static IHost Build(LiveServices live, AppServices services, IDeliveryChannel channel, string installation)
    {
        var service = services.Settings.Options.Service;
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders().AddSimpleConsole(o => (o.SingleLine, o.TimestampFormat, o.UseUtcTimestamp) = (true, "yyyy-MM-dd'T'HH:mm:ss'Z' ", true));
        builder.Logging.SetMinimumLevel(LogLevel.Information).AddFilter("Microsoft", LogLevel.Warning).AddFilter("Quartz", LogLevel.Warning);
        builder.Services.Configure<HostOptions>(o => o.ShutdownTimeout = TimeSpan.FromSeconds(service.ShutdownSeconds));
        builder.Services.AddSingleton(new CurrentSettings(services.Settings)).AddSingleton(live.Source()).AddSingleton(services.Workers).AddSingleton(services.Clock).AddSingleton(services.Runs).AddSingleton(services.Outbox)
            .AddSingleton(services.Installation).AddSingleton(services.Restored).AddSingleton(services.Database).AddSingleton<Func<Settings, DigestRun>>(_ => settings => live.For(settings).Run(installation))
            .AddSingleton<Func<SourceSync>>(_ => () => live.Now.Sync).AddSingleton<Planner>().AddSingleton<RunWorker>().AddSingleton<Readiness>().AddHostedService<HealthServer>();
        if (services.Settings.Options.Telemetry.OtlpEndpoint is { Length: > 0 } collector)
        {
            builder.Services.AddSingleton(new LedgerFigures(services.Runs, services.Outbox, services.Facts, services.SourceName)).AddSingleton<Measures>()
                .AddHostedService(p => new MeasureLoop(p.GetRequiredService<Measures>(), collector, services.Clock, p.GetRequiredService<ILogger<MeasureLoop>>()));
        }

        builder.Services.AddSingleton(new Retention(services.Database, services.Settings.Options.Store)).AddHostedService<RetentionLoop>().AddHostedService<HeartbeatLoop>().AddHostedService<RunLoop>().AddHostedService<SettingsReload>();
        builder.Services.AddSingleton(p => live.Alerts(channel, installation, p.GetRequiredService<ILogger<AlertSender>>()))
            .AddSingleton<Watch>().AddHostedService<AlertLoop>();
        if (BounceBox.Of(services.Settings.BouncesFolder, services.Settings.Options.Bounces.Mailbox, services.Settings.Options.Mail.Graph, services.Clock) is { } bounces)
        {
            builder.Services.AddSingleton(bounces).AddSingleton(p => new BounceIntake(bounces, services.Outbox, services.Database, services.Clock, p.GetRequiredService<ILogger<BounceIntake>>()))
                .AddHostedService<BounceLoop>();
        }

        if (DeliveryChannels.Is(services.Settings.Options.Mail, DeliveryChannels.Graph) && services.Settings.Options.Mail.Graph.LookUpUnknown)
            builder.Services.AddSingleton(p => new UnknownMails(services.Outbox, channel, p.GetRequiredService<ILogger<UnknownMails>>())).AddHostedService<UnknownLoop>();
        if (services.Settings.Options.Web.PublicUrl.Length > 0) builder.Services.AddHostedService(p => services.Door(installation, p.GetRequiredService<ILoggerFactory>())!);
        builder.Services.AddSingleton(live.Mail)
            .AddSingleton(p => live.Dispatcher(channel, p.GetRequiredService<ILogger<OutboxDispatcher>>()))
            .AddHostedService<OutboxWorker>();
        builder.Services.AddSchedules(services.Settings);
        return builder.Build();
    }
}
