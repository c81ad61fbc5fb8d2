using System.Text.RegularExpressions;
using KpiDigest.Configuration;
using KpiDigest.Tests.Support;

namespace KpiDigest.Tests.Configuration;

/// <summary>What stands in <c>deploy/</c> agrees with the program: its settings are accepted, its variables exist, its grace is long enough.</summary>
public sealed partial class DeployedSettingsTests
{
    public static TheoryData<string> Files =>
        [.. RepositoryFiles.Below("deploy").Where(f => !f.EndsWith(".png", StringComparison.Ordinal) && Variable().IsMatch(RepositoryFiles.Read(f)))];

    [Theory]
    [InlineData("deploy/docker/appsettings.compose.json")]
    [InlineData("deploy/kubernetes/appsettings.kubernetes.json")]
    public void A_shipped_configuration_is_accepted(string file) =>
        Assert.NotEmpty(ConfigurationLoader.Load(RepositoryRoot.Combine(file)).Digests);

    [Theory]
    [MemberData(nameof(Files))]
    public void Each_setting_in_a_variable_exists(string file) => Assert.All(Variable().Matches(RepositoryFiles.Read(file)).Select(m => m.Value), name =>
    {
        var type = typeof(AppOptions);
        foreach (var part in name.Split("__"))
        {
            var property = type.GetProperty(part);
            Assert.True(property is not null, $"{file}: {name}: {type.Name} has no {part}.");
            type = property.PropertyType;
        }
    });

    [Theory]
    [InlineData("deploy/docker/compose.yaml", @"stop_grace_period: (\d+)s")]
    [InlineData("deploy/kubernetes/workers.yaml", @"terminationGracePeriodSeconds: (\d+)")]
    [InlineData("deploy/systemd/kpidigest.service", @"TimeoutStopSec=(\d+)")]
    public void A_stopped_worker_has_time_to_finish(string file, string grace) => Assert.True(
        int.Parse(Regex.Match(RepositoryFiles.Read(file), grace).Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture) > new ServiceOptions().ShutdownSeconds);

    [GeneratedRegex(@"\b[A-Z]\w*?__\w+")]
    private static partial Regex Variable();
}
