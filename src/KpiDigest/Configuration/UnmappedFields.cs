using KpiDigest.Crm;
using Microsoft.Extensions.Configuration;

namespace KpiDigest.Configuration;

/// <summary>An empty text of <c>Crm:Fields</c> says that there is no such property; anywhere else in a configuration, and for the binder, it stands for the default.</summary>
internal static class UnmappedFields
{
    /// <param name="file">The file by itself.</param>
    /// <param name="all">The environment over it.</param>
    /// <param name="fields">As they were bound.</param>
    public static void Apply(IConfiguration file, IConfiguration all, CrmFieldOptions fields)
    {
        foreach (var property in typeof(CrmFieldOptions).GetProperties().Where(p => p.CanWrite && p.PropertyType == typeof(string)))
        {
            var key = $"{CrmOptions.Section}:{nameof(CrmOptions.Fields)}:{property.Name}";
            if (file[key] is "" && string.IsNullOrEmpty(all[key])) property.SetValue(fields, "");
        }
    }
}
