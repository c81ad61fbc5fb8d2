using KpiDigest.Configuration;
using KpiDigest.Store;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Quartz;

namespace KpiDigest.Scheduling;

/// <summary>Quartz as we use it: it wakes, the ledger decides.</summary>
internal static class SchedulingRegistration
{
    public static IServiceCollection AddSchedules(this IServiceCollection services, Settings settings)
    {
        services.AddQuartz(quartz =>
        {
            quartz.ConfigureScheduler(s =>
            {
                s.InstanceName = "kpidigest";
                s.ShutdownJobInterruption = ShutdownJobInterruption.WhenWaitingForJobs;
            });
            if (settings.Options.Store.Provider == StoreProvider.Postgres) quartz.UsePersistentStore(s => Cluster(s, settings.Options.Store.ConnectionString));
            else quartz.UseInMemoryStore();
        });
        // Declared schedules would otherwise replace the stored ones at each start, which loses and doubles fires.
        services.Configure<QuartzOptions>(o => o.Scheduling.IgnoreDuplicates = true);
        services.AddSingleton<TriggerReconciler>().AddHostedService(p => p.GetRequiredService<TriggerReconciler>());
        services.AddQuartzHostedService(o => o.WaitForJobsToComplete = true);
        return services;
    }

    private static void Cluster(IPersistentStoreBuilder store, string connectionString)
    {
        store.UsePostgres(NpgsqlFactory.Instance, connectionString);
        store.UseClustering(c =>
        {
            c.CheckinInterval = TimeSpan.FromSeconds(2);
            c.CheckinMisfireThreshold = TimeSpan.FromSeconds(3);
        });
        store.ProvisionSchema();
    }
}
