using System.Collections;
using System.Reflection;
using KpiDigest.Configuration;
using KpiDigest.Secrets;
using KpiDigest.Tests.Support;
using Microsoft.Extensions.Configuration;

namespace KpiDigest.Tests.Configuration;

public class ExampleSettingsTests
{
    private static readonly string Example = Path.Combine(RepositoryRoot.Path, "appsettings.example.json");

    [Fact]
    public void The_example_is_bound_and_found_without_fault()
    {
        var settings = ConfigurationLoader.Load(Example);

        Assert.Equal(["weekly", "quarterly"], settings.Digests.Select(d => d.Id));
        Assert.Equal("America/New_York", settings.Digests[0].Recipients[1].Zone.Id);
    }

    [Fact]
    public void The_example_names_every_option()
    {
        var file = new ConfigurationBuilder().AddJsonFile(Example).Build();

        Assert.Empty(Missing(file, typeof(AppOptions), ""));
    }

    [Fact]
    public void The_example_shows_the_defaults_of_whatever_has_one()
    {
        var shown = ConfigurationLoader.Load(Example).Options;
        var defaults = new AppOptions();

        Assert.Equal(defaults.Service.LeaseSeconds, shown.Service.LeaseSeconds);
        Assert.Equal(defaults.Service.PollSeconds, shown.Service.PollSeconds);
        Assert.Equal(defaults.Service.LateMinutes, shown.Service.LateMinutes);
        Assert.Equal(defaults.Gate.WaitMinutes, shown.Gate.WaitMinutes);
        Assert.Equal(defaults.Gate.MinimumShareOfDeals, shown.Gate.MinimumShareOfDeals);
        Assert.Equal(defaults.Deals.StaleAfterDays, shown.Deals.StaleAfterDays);
        Assert.Equal(defaults.Crm.RequestsPerTenSeconds, shown.Crm.RequestsPerTenSeconds);
        Assert.Equal(defaults.Crm.Retries, shown.Crm.Retries);
        Assert.Equal(defaults.Mail.MaxAttempts, shown.Mail.MaxAttempts);
        Assert.Equal(defaults.Mail.Smtp.TimeoutSeconds, shown.Mail.Smtp.TimeoutSeconds);
        Assert.Equal(defaults.Mail.OnUnknown, shown.Mail.OnUnknown);
        Assert.Equal(defaults.Rendering.TimeoutSeconds, shown.Rendering.TimeoutSeconds);
    }

    private static IEnumerable<string> Missing(IConfiguration section, Type type, string path)
    {
        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.CanWrite))
        {
            var child = section.GetSection(property.Name);
            var at = path + ":" + property.Name;
            if (!section.GetChildren().Any(c => c.Key == property.Name)) yield return at;
            else if (IsOptions(property.PropertyType))
                foreach (var missing in Missing(child, property.PropertyType, at)) yield return missing;
            else if (property.PropertyType.IsGenericType && IsOptions(property.PropertyType.GetGenericArguments()[0]))
                foreach (var missing in Missing(child.GetChildren().First(), property.PropertyType.GetGenericArguments()[0], at + ":0")) yield return missing;
        }
    }

    private static bool IsOptions(Type type) =>
        type.IsClass && type != typeof(string) && type != typeof(SecretText) && !typeof(IEnumerable).IsAssignableFrom(type);
}
