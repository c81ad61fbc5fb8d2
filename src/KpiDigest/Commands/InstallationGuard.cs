using KpiDigest.Delivery;

namespace KpiDigest.Commands;

/// <summary>Nothing goes out by accident: the installation in configuration and database must be the same, and mail starts Off.</summary>
internal static class InstallationGuard
{
    /// <summary>The installation's id, adopting the configured one (or making one) in a new database.</summary>
    /// <exception cref="UsageException">The database belongs to another installation.</exception>
    public static async Task<string> OpenAsync(AppServices services, CancellationToken cancellationToken)
    {
        var configured = services.Settings.Options.Installation;
        var stored = await services.Installation.AdoptAsync(configured.Length > 0 ? configured : Make(), services.Now, cancellationToken);
        if (configured.Length > 0 && stored != configured)
            throw new UsageException($"Installation = \"{configured}\" but the database belongs to \"{stored}\": a restored backup or a copied database? Nothing is sent. Name the right database in Store:ConnectionString, or the right Installation.");
        return stored;
    }

    /// <summary>The mail mode in force: as configured, else Off until activated; Off in any case in somebody else's database, and in one that was restored until it is accepted.</summary>
    public static Task<MailMode> ModeAsync(AppServices services, CancellationToken cancellationToken) => ModeAsync(services, evenInDoubt: false, cancellationToken);

    /// <summary>The mode for what the admin is told: a restored database is one of the things to tell.</summary>
    public static Task<MailMode> AlertModeAsync(AppServices services, CancellationToken cancellationToken) => ModeAsync(services, evenInDoubt: true, cancellationToken);

    private static async Task<MailMode> ModeAsync(AppServices services, bool evenInDoubt, CancellationToken cancellationToken)
    {
        var row = await services.Installation.ReadAsync(cancellationToken);
        var configured = services.Settings.Options.Installation;
        if (row is null || (configured.Length > 0 && row.Id != configured) || (row.Doubt is not null && !evenInDoubt)) return MailMode.Off;
        return services.Settings.ConfiguredMode ?? (row.LiveAt is null ? MailMode.Off : MailMode.Live);
    }

    /// <summary>With a configured mode, a digest starts when the service first sees it; without, at <c>kpidigest activate</c>.</summary>
    public static async Task StartDigestsAsync(AppServices services, CancellationToken cancellationToken)
    {
        if (await ModeAsync(services, cancellationToken) == MailMode.Off) return;
        await services.Installation.ActivateAsync([.. services.Settings.Digests.Select(d => d.Id)], services.Now, cancellationToken);
    }

    private static string Make() => "kpidigest-" + Convert.ToHexStringLower(System.Security.Cryptography.RandomNumberGenerator.GetBytes(6));
}
