using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using KpiDigest.Core.Facts;
using KpiDigest.Store;
using KpiDigest.Supplements.Files;
using NodaTime;
using NodaTime.Text;

namespace KpiDigest.Supplements;

/// <summary>
/// The files of one instant. Rows become facts when it is known what the facts call people: a row whose name nobody has, or more than
/// one, is left aside, the others count.
/// </summary>
internal sealed class SupplementSet
{
    private readonly Dictionary<string, KnownSupplement> _files;
    private readonly bool _hasFolder;
    private readonly DateTimeZone _zone;

    public SupplementSet(IReadOnlyList<KnownSupplement> files, bool hasFolder, DateTimeZone zone)
    {
        _files = files.ToDictionary(file => file.Name, StringComparer.Ordinal);
        (_hasFolder, _zone) = (hasFolder, zone);
        Hash = HashOf(files);
    }

    /// <summary>Changes when a version in force, or a refusal, is another one.</summary>
    public string Hash { get; }

    /// <summary>The days of a set of holidays.</summary>
    public IReadOnlyList<LocalDate> Holidays(string set) =>
        [.. Read(HolidaysFile.File, new Reading(SupplementNames.Any)).Where(day => day.Set.Equals(set, StringComparison.OrdinalIgnoreCase)).Select(day => day.Date)];

    /// <summary>The facts of all files.</summary>
    public SupplementFacts Bind(FactNames facts)
    {
        var reading = new Reading(SupplementNames.Of(facts));
        var bound = new SupplementFacts
        {
            Quotas = Read(QuotasFile.File, reading),
            Roster = Read(RosterFile.File, reading),
            SurveyRounds = Read(SurveyRoundsFile.File, reading),
            SurveyAnswers = Read(SurveyAnswersFile.File, reading),
            Trainings = Read(TrainingsFile.File, reading),
            Spends = Read(SpendFile.File, reading),
            Traffic = Read(TrafficFile.File, reading),
            Recurring = Read(RecurringFile.File, reading),
            Objectives = Read(ObjectivesFile.File, reading),
            Comments = Read(CommentsFile.File, reading),
            Actions = Read(ActionsFile.File, reading),
            FxRates = Read(FxRatesFile.File, reading),
            Holidays = Read(HolidaysFile.File, reading),
        };
        var missing = SupplementKinds.Files.Where(kind => !reading.Given.Contains(kind.Value)).ToDictionary(kind => kind.Key, kind => WhyNone(kind.Value));
        if (QuotaPrecedence.Beaten(facts.Quotas, bound.Quotas).Count is > 0 and var beaten)
            reading.Notes.Add(string.Create(CultureInfo.InvariantCulture, $"{QuotasFile.File.Name} replaces {beaten} of the CRM's {facts.Quotas.Count} quotas."));
        return bound with { Missing = missing, Notes = reading.Notes };
    }

    /// <summary>Rows in force that name somebody or something that is not found.</summary>
    public IReadOnlyList<SupplementFault> Faults(FactNames facts)
    {
        var names = SupplementNames.Of(facts);
        return [.. SupplementFiles.All.SelectMany(file => _files.GetValueOrDefault(file.Name)?.InForce is { } version ? file.Check(version.Bytes, names).Faults : [])];
    }

    /// <summary>The rows that can be used. Notes name no person: they stand in everybody's mail.</summary>
    private IReadOnlyList<T> Read<T>(SupplementFile<T> file, Reading reading)
    {
        if (!_files.TryGetValue(file.Name, out var known)) return [];
        if (known is { Refusal: { } refusal, InForce: { } kept })
            reading.Notes.Add($"{file.Name} of {Day(refusal)} was refused ({refusal.Reason}): the version of {Day(kept)} is in force.");
        if (known.InForce is not { } inForce) return [];
        var (facts, rows, faults) = file.Read(inForce.Bytes, reading.Names);
        if (facts.Count > 0) reading.Given.Add(file.Name);
        if (faults.Count > 0)
            reading.Notes.Add(string.Create(CultureInfo.InvariantCulture, $"{file.Name}: {faults.DistinctBy(fault => fault.Row).Count()} of {rows} rows name somebody or something that was not found; 'kpidigest sync' lists them."));
        return facts;
    }

    /// <summary>Why a file gives nothing, where that is so.</summary>
    private string WhyNone(string file)
    {
        if (_files.GetValueOrDefault(file) is not { } known || known.Newest.State == SupplementState.Removed)
            return _hasFolder ? $"there is no {file} in the folder of Supplements:Folder" : $"there is no {file}: Supplements:Folder is not set";
        if (known.InForce is null) return $"{file} was refused ({known.Newest.Reason}): 'kpidigest check' lists what is wrong";
        return $"no row of {file} could be used";
    }

    private string Day(SupplementVersion version) => LocalDatePattern.Iso.Format(version.RecordedAt.InZone(_zone).Date);

    private static string HashOf(IReadOnlyList<KnownSupplement> files)
    {
        var lines = files.OrderBy(file => file.Name, StringComparer.Ordinal)
            .Select(file => $"{file.Name} {file.InForce?.Sha256 ?? "-"} {(file.Refusal is { } refusal ? refusal.Sha256 + refusal.Reason : "-")}\n");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(lines))))[..16];
    }

    /// <summary>One binding of all files: against which names, what was said, and which files gave anything.</summary>
    private sealed record Reading(SupplementNames Names)
    {
        public List<string> Notes { get; } = [];

        public HashSet<string> Given { get; } = new(StringComparer.Ordinal);
    }
}
