using KpiDigest.Core.Facts;

namespace KpiDigest.Supplements;

/// <summary>The whole folder, read and compared with the names of the facts: what <c>kpidigest check</c> prints.</summary>
/// <param name="Files">The files that are there.</param>
/// <param name="Notes">What is worth saying but no fault.</param>
/// <param name="FolderFault">Why the folder itself cannot be read; null: it can.</param>
internal sealed record FolderInspection(IReadOnlyList<InspectedFile> Files, IReadOnlyList<string> Notes, string? FolderFault)
{
    /// <summary>Inspects a folder; null: none is configured.</summary>
    public static FolderInspection Of(string? folder, SupplementNames names)
    {
        if (folder is null) return new FolderInspection([], [], null);
        if (!Directory.Exists(folder)) return new FolderInspection([], [], Missing(folder));
        var files = SupplementFiles.All.Select(file => InspectedFile.Of(folder, file, names)).OfType<InspectedFile>();
        return new FolderInspection([.. files], [.. Strangers(folder)], null);
    }

    public static string Missing(string folder) => $"Supplements:Folder = \"{folder}\": no such folder. Create it, or clear the setting.";

    private static IEnumerable<string> Strangers(string folder)
    {
        var known = SupplementFiles.All.Select(file => file.Name).ToList();
        foreach (var name in Directory.EnumerateFiles(folder, "*.csv").Select(path => Path.GetFileName(path)).Except(known).Order(StringComparer.Ordinal))
            yield return $"{name} is no supplement and is not read" + (NearestName.Of(name, known) is { } near ? $"; did you mean {near}?" : ".");
    }
}
