using System.Text.Json;
using KpiDigest.DemoCrm;

namespace KpiDigest.Commands;

/// <summary>Writes the configuration that the demo runs on: an ordinary one, so that every command works on it afterwards.</summary>
internal static class DemoSetup
{
    public const string Weekly = "weekly";
    public const string Quarterly = "quarterly";

    private const string Supplements = "supplements";

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Empties the demo's own database and writes its configuration; answers with the configuration's path.</summary>
    public static string Write(string folder, DemoCrmData data, DemoCrmServer server)
    {
        Directory.CreateDirectory(folder);
        var database = Path.Combine(Path.GetFullPath(folder), "demo.db");
        foreach (var old in new[] { database, database + "-wal", database + "-shm" }) File.Delete(old);
        var path = Path.Combine(folder, "demo.json");
        WriteSupplements(Path.Combine(folder, Supplements), data);
        File.WriteAllText(path, JsonSerializer.Serialize(Configuration(Path.GetFullPath(folder), database, data, server), Indented) + "\n");
        return path;
    }

    /// <summary>Only what the data has: files of an earlier run go.</summary>
    private static void WriteSupplements(string folder, DemoCrmData data)
    {
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
        if (data.Supplements.Count == 0) return;
        Directory.CreateDirectory(folder);
        foreach (var (name, text) in data.Supplements) File.WriteAllText(Path.Combine(folder, name), text);
    }

    private static object Configuration(string folder, string database, DemoCrmData data, DemoCrmServer server)
    {
        var company = new { Email = "sales.leader@example.com", Name = "", Scope = "company", Culture = Culture(data) };
        var leads = data.TeamLeads.Select(l => new { l.Email, l.Name, Scope = $"team:{l.Team}", Culture = Culture(data) });
        return new
        {
            Installation = "demo",
            Crm = new { Kind = "HubSpot", BaseUrl = server.BaseUrl.ToString().TrimEnd('/'), server.Token, RequestsPerTenSeconds = Unhurried, SearchesPerSecond = 5, data.Fields, data.DealKinds },
            Store = new { Provider = "Sqlite", ConnectionString = $"Data Source={database}" },
            Calendar = new { data.TimeZone, HomeCurrency = data.Currency, data.HolidaySet },
            Supplements = new { Folder = data.Supplements.Count > 0 ? Path.Combine(folder, Supplements) : "" },
            Rendering = new { Company = data.CompanyName },
            Mail = new { Mode = "Live", Channel = "Folder", From = $"{data.CompanyName} sales digest <digest@example.com>", Folder = new { Path = folder } },
            Digests = new object[]
            {
                new { Id = Weekly, Template = Weekly, CatchUp = HundredYears, Schedule = new { Cron = "0 0 7 ? * MON" }, Recipients = new[] { company }.Concat(leads) },
                new { Id = Quarterly, Template = Quarterly, CatchUp = HundredYears, Schedule = new { Cron = "0 0 7 1 1,4,7,10 ?" }, Recipients = new[] { company } },
            },
        };
    }

    /// <summary>Nobody else shares the built-in CRM, so there is no budget to leave to others.</summary>
    private const int Unhurried = 100_000;

    /// <summary>The demo's days lie in the past of whoever runs it.</summary>
    private const int HundredYears = 876_000;

    private static string Culture(DemoCrmData data) => data.Currency == "USD" ? "en-US" : "en-GB";
}
