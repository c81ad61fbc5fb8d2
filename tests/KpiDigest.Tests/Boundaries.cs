using KpiDigest.Tests.Support;

namespace KpiDigest.Tests;

/// <summary>
/// The arrows between the program's folders: each pair that is allowed stands in the table, nothing else is. A new folder needs a row.
/// Everything may use Core and Secrets.
/// </summary>
public sealed class Boundaries
{
    private static readonly Dictionary<string, string[]> MayUse = new()
    {
        // The command line and the service that it starts.
        [""] = ["Commands"],
        ["Commands"] =
        [
            "Admin", "Alerts", "Bounces", "Configuration", "Crm", "Delivery", "DemoCrm", "Health", "Outbox", "Rendering", "Runs", "Scheduling", "Store",
            "Supplements", "Web",
        ],
        ["Admin"] = ["Configuration", "Outbox", "Runs", "Store"],
        ["Web"] = ["Health", "Outbox", "Runs", "Store"],
        ["Health"] = ["Configuration", "Outbox", "Runs", "Store"],

        // The run.
        ["Scheduling"] = ["Alerts", "Bounces", "Configuration", "Crm", "Delivery", "Health", "Outbox", "Runs", "Store"],
        ["Runs"] = ["Alerts", "Configuration", "Crm", "Delivery", "Outbox", "Rendering", "Store", "Supplements"],
        ["Configuration"] = ["Alerts", "Bounces", "Crm", "Delivery", "Rendering", "Store", "Supplements", "Web"],

        // Its steps; they do not know each other.
        ["Crm"] = ["Exports", "Store"],
        ["Supplements"] = ["Store"],
        ["Rendering"] = ["Delivery", "Store"],
        ["Outbox"] = ["Delivery", "Store"],
        ["Alerts"] = ["Delivery", "Store"],
        ["Bounces"] = ["Delivery", "Outbox", "Store"],

        // The bottom.
        ["Delivery"] = [],
        ["Store"] = [],
        ["DemoCrm"] = ["Exports"],
        ["Exports"] = [],
        ["Secrets"] = [],
    };

    // Folders whose subfolders are additions of one kind: connectors, channels, commands. They do not know each other.
    private static readonly string[] Families = ["Crm", "Delivery", "Commands"];

    // Subfolders that their siblings (and other folders) may use, because they are no addition but a tool of all.
    private static readonly string[] Shared = ["Delivery/Mime", "Delivery/Tokens", "Crm/Http", "Crm/Recording", "Commands/Doctor"];

    // Who may look past a family's own folder into a connector or channel: their options are bound there; bounces in a mailbox
    // of Microsoft 365 are read with Graph's application.
    private static readonly string[] MayLookInside = ["Configuration", "Bounces"];

    [Fact]
    public void Every_use_of_another_folder_follows_an_arrow()
    {
        var files = RepositoryFiles.Code("src/KpiDigest").ToList();
        var uses = new NamespaceUses(KnownFolders(files.Select(FolderOf)));
        var forbidden = files.SelectMany(file => uses.In(FolderOf(file), RepositoryFiles.Read(file))
            .Where(use => !IsAllowed(FolderOf(file), use.Folder))
            .Select(use => $"{file}:{use.Line} uses {use.Folder}"));

        Assert.NotEmpty(files);
        Faults.None(forbidden);
    }

    [Fact]
    public void Every_folder_has_a_row_in_the_table()
    {
        var folders = RepositoryFiles.Code("src/KpiDigest").Select(file => Top(FolderOf(file))).Distinct();

        Faults.None(folders.Where(folder => !MayUse.ContainsKey(folder)));
    }

    // Configuration reads the options of those above it too; that is the one place where the table goes round.
    [Fact]
    public void The_table_has_no_circle()
    {
        foreach (var start in MayUse.Keys)
        {
            var seen = new HashSet<string>();
            var open = new Stack<string>(Next(start));
            while (open.TryPop(out var folder))
            {
                Assert.NotEqual(start, folder);
                if (seen.Add(folder))
                    Next(folder).ToList().ForEach(open.Push);
            }
        }
    }

    [Theory]
    [InlineData("Delivery/Smtp", "using KpiDigest.Scheduling;", "Scheduling")]
    [InlineData("Delivery/Smtp", "class A { Scheduling.DigestJob? job; }", "Scheduling")]
    [InlineData("Delivery/Smtp", "class A { global::KpiDigest.Store.Database? d; }", "Store")]
    [InlineData("Crm/HubSpot", "class A { Pipedrive.PipedriveClient? c; }", "Crm/Pipedrive")]
    [InlineData("Crm/HubSpot", "using KpiDigest.Crm.Pipedrive;", "Crm/Pipedrive")]
    [InlineData("Runs", "using KpiDigest.Crm.Pipedrive;", "Crm/Pipedrive")]
    [InlineData("Store", "using X = KpiDigest.Runs.RunStore;", "Runs")]
    [InlineData("DemoCrm", "class A { void B() => Crm.HubSpot.HubSpotJson.C(); }", "Crm/HubSpot")]
    public void A_forbidden_use_is_found(string folder, string source, string used)
    {
        var found = Assert.Single(Uses().In(folder, source));

        Assert.Equal(used, found.Folder);
        Assert.False(IsAllowed(folder, found.Folder));
    }

    [Theory]
    [InlineData("Outbox", "using KpiDigest.Delivery;\nusing KpiDigest.Store;\nusing KpiDigest.Secrets;\nusing KpiDigest.Core.Facts;")]
    [InlineData("Delivery/Folder", "using KpiDigest.Delivery.Mime;")]
    [InlineData("Rendering", "using KpiDigest.Delivery.Mime;")]
    [InlineData("Configuration", "using KpiDigest.Delivery.Smtp;")]
    [InlineData("Crm", "using KpiDigest.Crm.HubSpot;")]
    [InlineData("Delivery/Smtp", "/// <see cref=\"KpiDigest.Runs\"/>\n// KpiDigest.Runs\nclass A { string b = \"KpiDigest.Runs.C\"; }")]
    [InlineData("Delivery", "class A { B Store { get; } string C => Store.Name; }")]
    public void An_allowed_use_is_let_through(string folder, string source) =>
        Assert.DoesNotContain(Uses().In(folder, source), use => !IsAllowed(folder, use.Folder));

    private static bool IsAllowed(string from, string to)
    {
        if (Top(to) == "Secrets" || Shared.Contains(to) && Top(from) == Top(to))
            return true;
        if (Top(from) == Top(to))
            return !(Families.Contains(Top(from)) && from.Contains('/', StringComparison.Ordinal) && to.Contains('/', StringComparison.Ordinal) && Second(from) != Second(to));
        var inside = Families.Contains(Top(to)) && to.Contains('/', StringComparison.Ordinal) && !Shared.Contains(to);
        return MayUse[Top(from)].Contains(Top(to)) && (!inside || MayLookInside.Contains(Top(from)));
    }

    private static string[] Next(string folder) => folder == "Configuration" ? [] : MayUse[folder];

    private static NamespaceUses Uses() =>
        new(KnownFolders(["Crm/HubSpot", "Crm/Pipedrive", "Delivery/Smtp", "Delivery/Mime", "Delivery/Folder"]));

    private static HashSet<string> KnownFolders(IEnumerable<string> inTree) =>
        [.. inTree.SelectMany(folder => new[] { folder, Top(folder) }).Concat(MayUse.Keys).Where(folder => folder.Length > 0)];

    private static string FolderOf(string file) =>
        Path.GetDirectoryName(Path.GetRelativePath("src/KpiDigest", file))!.Replace('\\', '/');

    private static string Top(string folder) => folder.Split('/')[0];

    private static string Second(string folder) => folder.Split('/')[1];
}
