using KpiDigest.Alerts;
using KpiDigest.Configuration;
using KpiDigest.Delivery;
using KpiDigest.Outbox;
using KpiDigest.Rendering;
using KpiDigest.Scheduling;
using Microsoft.Extensions.Logging;

namespace KpiDigest.Commands;

/// <summary>
/// The parts of a running service by the settings they were made with: a run keeps those it began with, the next one has the newest. The database is one for all.
/// </summary>
internal sealed class LiveServices(AppServices first, string configuration) : IAsyncDisposable
{
    private readonly Lock _lock = new();
    private readonly List<AppServices> _all = [first];

    /// <summary>Mail options that the channel, deliveries and alerts share; what may change in a running service is changed in place.</summary>
    public MailOptions Mail { get; } = first.Settings.Options.Mail.Copy();

    /// <summary>Who is told, changed in place too.</summary>
    public AlertOptions Admin { get; } = first.Settings.Options.Admin.Copy();

    /// <summary>Those in force.</summary>
    public AppServices Now
    {
        get
        {
            lock (_lock) return _all[^1];
        }
    }

    public AppServices For(Settings settings)
    {
        lock (_lock) return _all.FindLast(s => ReferenceEquals(s.Settings, settings)) ?? _all[^1];
    }

    /// <summary>How the newest configuration is read and taken up.</summary>
    public SettingsSource Source() => new(settings => ConfigurationFiles.Hash(Watched(settings)), Read, TakeAsync);

    /// <summary>Delivers with the options and the mode in force.</summary>
    public OutboxDispatcher Dispatcher(IDeliveryChannel channel, ILogger<OutboxDispatcher> log) =>
        new(first.Outbox, channel, Mail, stop => InstallationGuard.ModeAsync(Now, stop), TimeProvider.System, log);

    /// <summary>Tells the admin in force what needs one.</summary>
    public AlertSender Alerts(IDeliveryChannel channel, string installation, ILogger<AlertSender> log) =>
        new(new AlertBook(first.Database), channel, Mail, Admin, stop => InstallationGuard.ModeAsync(Now, stop), installation, log);

    public async ValueTask DisposeAsync()
    {
        foreach (var services in _all.Skip(1)) await services.DisposeAsync();
    }

    /// <summary>Configuration and templates with all their faults at once.</summary>
    private Settings Read()
    {
        var settings = ConfigurationLoader.Load(configuration);
        var faults = new DigestRenderer(settings.Options.Rendering).Check();
        return faults.Count == 0 ? settings : throw new ConfigurationException("templates", [.. faults.Select(f => new ConfigurationFault("Rendering:Templates", null, f))]);
    }

    private async Task TakeAsync(Settings settings, CancellationToken cancellationToken)
    {
        var services = first.With(settings);
        services.Renderer.Keep();
        await InstallationGuard.StartDigestsAsync(services, cancellationToken);
        Mail.TakeOver(settings.Options.Mail);
        Admin.TakeOver(settings.Options.Admin);
        lock (_lock) _all.Add(services);
    }

    private IEnumerable<string> Watched(Settings settings)
    {
        yield return configuration;
        yield return TemplateFolder.Shipped;
        if (settings.Options.Rendering.Templates is { Length: > 0 } own) yield return own;
        if (settings.SupplementsFolder is { } folder && settings.Options.Calendar.HolidaySet.Length > 0) yield return Path.Combine(folder, "holidays.csv");
    }
}
