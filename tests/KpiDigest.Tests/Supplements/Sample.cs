using System.Text;
using KpiDigest.Core.Facts;
using KpiDigest.Store;
using KpiDigest.Supplements;
using KpiDigest.Tests.Support;
using NodaTime;

namespace KpiDigest.Tests.Supplements;

/// <summary>The samples of deploy/supplements, and a CRM in which their names are found.</summary>
internal static class Sample
{
    public static FactNames Crm { get; } = new(
        [new() { Id = "1001", Name = "Ada Lovelace", Email = "ada@example.com" }, new() { Id = "1002", Name = "Ben Otto" }, new() { Id = "1003", Name = "Cy Twin" }, new() { Id = "1004", Name = "Cy Twin" }],
        [new() { Id = "t1", Name = "North" }, new() { Id = "t2", Name = "South" }],
        [new() { PipelineId = "p", PipelineName = "Sales", Id = "s2", Name = "Proposal", Order = 2, Status = DealStatus.Open }],
        [new() { Id = "4710", Name = "Acme GmbH" }, new() { Id = "4711", Name = "Bolt" }, new() { Id = "4712", Name = "Bolt" }],
        []);

    public static SupplementFile File(string name) => SupplementFiles.All.First(file => file.Name == name);

    public static string Text(string name) => System.IO.File.ReadAllText(RepositoryRoot.Combine("deploy/supplements/" + name));

    public static byte[] Bytes(string name) => Encoding.UTF8.GetBytes(Text(name));

    /// <summary>The faults of a text under a file's name, as they are printed.</summary>
    public static IReadOnlyList<string> Faults(string name, string text, FactNames? crm = null) =>
        [.. File(name).Check(Encoding.UTF8.GetBytes(text), crm is null ? SupplementNames.Any : SupplementNames.Of(crm)).Faults.Select(fault => fault.ToString())];

    /// <summary>What files of these texts give; without any, all samples.</summary>
    public static SupplementFacts Facts(FactNames? crm, params (string Name, string Text)[] files)
    {
        if (files.Length == 0) files = [.. SupplementFiles.All.Select(file => (file.Name, Text(file.Name)))];
        var known = files.Select(file => Known(file.Name, Encoding.UTF8.GetBytes(file.Text))).ToList();
        return new SupplementSet(known, hasFolder: true, DateTimeZone.Utc).Bind(crm ?? Crm);
    }

    private static KnownSupplement Known(string name, byte[] bytes)
    {
        var version = new SupplementVersion(name, SupplementState.Taken, name, null) { Bytes = bytes };
        return new KnownSupplement(name, version, version);
    }
}
