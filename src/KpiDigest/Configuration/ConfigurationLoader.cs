using Microsoft.Extensions.Configuration;

namespace KpiDigest.Configuration;

/// <summary>Reads a configuration file and the environment over it; answers with all faults at once.</summary>
internal static class ConfigurationLoader
{
    /// <exception cref="ConfigurationException">The file is missing, is no JSON, or holds faults.</exception>
    public static Settings Load(string path)
    {
        if (!File.Exists(path))
            throw new ConfigurationException(path, [new ConfigurationFault("--config", path, "no such file. Copy appsettings.example.json to start, or name yours with --config.")]);
        try
        {
            var file = new ConfigurationBuilder().AddJsonFile(Path.GetFullPath(path), optional: false).Build();
            var all = new ConfigurationBuilder().AddConfiguration(file).AddEnvironmentVariables().Build();
            return Bind(path, file, all);
        }
        catch (InvalidDataException e)
        {
            throw new ConfigurationException(path, [new ConfigurationFault("(file)", null, $"not valid JSON: {(e.InnerException ?? e).Message}")]);
        }
    }

    private static Settings Bind(string path, IConfiguration file, IConfiguration all)
    {
        var faults = ShapeCheck.Faults(file, typeof(AppOptions)).ToList();
        faults.AddRange(EnvironmentFaults(all));
        if (faults.Count > 0) throw new ConfigurationException(path, Distinct(faults));
        var options = all.Get<AppOptions>() ?? new AppOptions();
        UnmappedFields.Apply(file, all, options.Crm.Fields);
        var settings = SettingsReader.Read(options, HasMailMode(all), Path.GetDirectoryName(Path.GetFullPath(path))!, faults);
        return faults.Count > 0 ? throw new ConfigurationException(path, Distinct(faults)) : settings;
    }

    private static bool HasMailMode(IConfiguration all) => !string.IsNullOrEmpty(all["Mail:Mode"]);

    /// <summary>Values that the environment laid over the file must parse too; keys the environment alone knows are its own business.</summary>
    private static IEnumerable<ConfigurationFault> EnvironmentFaults(IConfiguration all)
    {
        var sections = typeof(AppOptions).GetProperties().Select(p => p.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var known = all.GetChildren().Where(s => sections.Contains(s.Key) && s.GetChildren().Any());
        return known.SelectMany(s => ShapeCheck.Faults(s, typeof(AppOptions).GetProperties().First(p => p.Name.Equals(s.Key, StringComparison.OrdinalIgnoreCase)).PropertyType))
            .Where(f => !f.Message.StartsWith("unknown key", StringComparison.Ordinal) && !f.Key.StartsWith("Digests", StringComparison.OrdinalIgnoreCase));
    }

    private static List<ConfigurationFault> Distinct(IEnumerable<ConfigurationFault> faults) => [.. faults.DistinctBy(f => (f.Key, f.Message))];
}
