using System.Collections;
using System.ComponentModel;
using System.Reflection;
using KpiDigest.Secrets;
using Microsoft.Extensions.Configuration;

namespace KpiDigest.Configuration;

/// <summary>
/// Compares a configuration with the shape of the options: unknown keys and values that do not parse, all at once. (The binder
/// stops at the first, and ignores what it does not know.)
/// </summary>
internal static class ShapeCheck
{
    public static IReadOnlyList<ConfigurationFault> Faults(IConfiguration configuration, Type options)
    {
        var faults = new List<ConfigurationFault>();
        Walk(configuration.GetChildren(), options, faults);
        return faults;
    }

    private static void Walk(IEnumerable<IConfigurationSection> sections, Type type, List<ConfigurationFault> faults)
    {
        var properties = type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.CanWrite).ToArray();
        foreach (var section in sections)
        {
            var property = Array.Find(properties, p => p.Name.Equals(section.Key, StringComparison.OrdinalIgnoreCase));
            if (property is null)
            {
                faults.Add(new ConfigurationFault(section.Path, section.Value, $"unknown key. Known here: {string.Join(", ", properties.Select(p => p.Name))}."));
                continue;
            }

            Check(section, property.PropertyType, faults);
        }
    }

    private static void Check(IConfigurationSection section, Type type, List<ConfigurationFault> faults)
    {
        if (type != typeof(string) && typeof(IEnumerable).IsAssignableFrom(type))
        {
            var element = type.GetGenericArguments()[^1];
            foreach (var child in section.GetChildren()) Check(child, element, faults);
            if (section.Value is { Length: > 0 } text) faults.Add(new ConfigurationFault(section.Path, text, "expected a list."));
        }
        else if (IsLeaf(type))
        {
            if (section.GetChildren().Any()) faults.Add(new ConfigurationFault(section.Path, null, "expected a single value."));
            else CheckLeaf(section, type, faults);
        }
        else
        {
            // A plain value on a section is no fault of the file's when the environment has a variable of that name (MAIL).
            Walk(section.GetChildren(), type, faults);
        }
    }

    private static void CheckLeaf(IConfigurationSection section, Type type, List<ConfigurationFault> faults)
    {
        var value = section.Value;
        if (string.IsNullOrEmpty(value) || type == typeof(string) || type == typeof(SecretText)) return;
        if (type.IsEnum)
        {
            if (!Enum.GetNames(type).Contains(value, StringComparer.OrdinalIgnoreCase))
                faults.Add(new ConfigurationFault(section.Path, value, $"expected one of {string.Join(", ", Enum.GetNames(type))}."));
            return;
        }

        try
        {
            TypeDescriptor.GetConverter(type).ConvertFromInvariantString(value);
        }
        catch (Exception e) when (e is FormatException or ArgumentException or NotSupportedException)
        {
            faults.Add(new ConfigurationFault(section.Path, value, $"expected {Expected(type)}."));
        }
    }

    private static string Expected(Type type) => type == typeof(bool) ? "true or false" : type == typeof(int) ? "a whole number" : "a number";

    private static bool IsLeaf(Type type) => type.IsPrimitive || type.IsEnum || type == typeof(string) || type == typeof(decimal) || type == typeof(SecretText);
}
