namespace KpiDigest.Rendering;

/// <summary>A template is missing or says something it must not; the message names the file, the line where known, and the fix.</summary>
internal sealed class TemplateException(string message, Exception? cause = null) : Exception(message, cause);
