using System.ComponentModel;
using System.Globalization;

namespace KpiDigest.Secrets;

/// <summary>
/// A secret as configured: <c>env:NAME</c>, <c>file:PATH</c> (read anew at each use, so that a rotated file takes effect), or the
/// text itself. Never prints.
/// </summary>
[TypeConverter(typeof(Converter))]
internal sealed class SecretText(string configured)
{
    private readonly string _configured = configured;

    /// <summary>Whether the value comes from an environment variable, which needs a restart to change.</summary>
    public bool FromEnvironment => _configured.StartsWith("env:", StringComparison.Ordinal);

    /// <summary>Whether nothing is configured.</summary>
    public bool IsEmpty => _configured.Length == 0;

    /// <summary>The secret's value.</summary>
    /// <exception cref="InvalidOperationException">The variable or file is missing or empty; the message names it, never its content.</exception>
    public string Reveal()
    {
        var value = FromEnvironment ? Environment.GetEnvironmentVariable(_configured[4..])
            : _configured.StartsWith("file:", StringComparison.Ordinal) ? ReadFile(_configured[5..])
            : _configured;
        return string.IsNullOrEmpty(value)
            ? throw new InvalidOperationException($"the secret '{Describe()}' is empty or not set")
            : value;
    }

    /// <summary>Where the secret comes from, without its value.</summary>
    public string Describe() => FromEnvironment || _configured.StartsWith("file:", StringComparison.Ordinal) ? _configured : "(in the configuration)";

    /// <summary>Never the value.</summary>
    public override string ToString() => "***";

    private static string ReadFile(string path)
    {
        try
        {
            return File.ReadAllText(path).Trim();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InvalidOperationException($"the secret 'file:{path}' cannot be read: {e.Message}", e);
        }
    }

    private sealed class Converter : TypeConverter
    {
        public override bool CanConvertFrom(ITypeDescriptorContext? context, Type sourceType) => sourceType == typeof(string);

        public override object ConvertFrom(ITypeDescriptorContext? context, CultureInfo? culture, object value) => new SecretText((string)value);
    }
}
