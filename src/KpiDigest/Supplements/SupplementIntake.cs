using System.Globalization;
using System.Security.Cryptography;
using KpiDigest.Store;
using NodaTime;

namespace KpiDigest.Supplements;

/// <summary>Takes files that changed from the folder into the store: each whole, or not at all.</summary>
/// <param name="store">Where they go.</param>
/// <param name="folder">The folder; null: none is configured, so no file is there any more.</param>
internal sealed class SupplementIntake(SupplementStore store, string? folder)
{
    private const int MostFaultsSaid = 20;

    /// <summary>Takes what changed; answers with what is worth saying, one line each.</summary>
    public async Task<IReadOnlyList<string>> RunAsync(Instant at, CancellationToken cancellationToken)
    {
        var known = (await store.NewestAsync(cancellationToken)).ToDictionary(file => file.Name, StringComparer.Ordinal);
        if (folder is not null && !Directory.Exists(folder))
            return [FolderInspection.Missing(folder) + (known.Count > 0 ? " What was taken before stays in force." : "")];
        var (versions, lines) = (new List<SupplementVersion>(), new List<string>());
        foreach (var file in SupplementFiles.All)
            if (Decide(file, known.GetValueOrDefault(file.Name), lines) is { } version) versions.Add(version);
        if (versions.Count > 0) await store.WriteAsync(versions, at, cancellationToken);
        return lines;
    }

    private SupplementVersion? Decide(SupplementFile file, KnownSupplement? known, List<string> lines)
    {
        var found = folder is null ? default : FolderFile.Read(folder, file.Name);
        if (found.IsAbsent) return Remove(file, known, lines);
        var hash = found.Bytes is { } bytes ? Convert.ToHexStringLower(SHA256.HashData(bytes)) : "";
        if (found.Bytes is not null && known?.Newest is { State: SupplementState.Taken } newest && newest.Sha256 == hash) return null;
        var (rows, faults) = found.Bytes is null ? (0, [new SupplementFault(file.Name, 0, "", "", found.Fault!)]) : file.Check(found.Bytes, SupplementNames.Any);
        if (faults.Count > 0) return Refuse(file, known, hash, faults, lines);
        lines.Add(string.Create(CultureInfo.InvariantCulture, $"{file.Name}: taken, {rows} rows."));
        return new SupplementVersion(file.Name, SupplementState.Taken, hash, null) { Bytes = found.Bytes! };
    }

    private static SupplementVersion? Remove(SupplementFile file, KnownSupplement? known, List<string> lines)
    {
        if (known is null || known.Newest.State == SupplementState.Removed) return null;
        lines.Add($"{file.Name}: not there any more; its rows count no more.");
        return new SupplementVersion(file.Name, SupplementState.Removed, "", null);
    }

    /// <summary>The reason that is kept holds no value: it stands in mails.</summary>
    private static SupplementVersion? Refuse(SupplementFile file, KnownSupplement? known, string hash, IReadOnlyList<SupplementFault> faults, List<string> lines)
    {
        var reason = string.Create(CultureInfo.InvariantCulture, $"{faults.Count} {(faults.Count == 1 ? "fault" : "faults")}");
        lines.Add($"{file.Name}: refused, {reason}; {(known?.InForce is null ? "none of its rows counts" : "the version taken before stays in force")}.");
        lines.AddRange(faults.Take(MostFaultsSaid).Select(fault => fault.ToString()));
        if (faults.Count > MostFaultsSaid) lines.Add("'kpidigest check' lists all faults.");
        var same = known?.Newest is { State: SupplementState.Refused } newest && newest.Sha256 == hash && newest.Reason == reason;
        return same ? null : new SupplementVersion(file.Name, SupplementState.Refused, hash, reason);
    }
}
