using KpiDigest.Benchmarks;

(string Name, string About, Func<Task> RunAsync)[] benchmarks =
[
    ("client", "HubSpot's pages to facts, without network and server", ClientBenchmark.RunAsync),
    ("sync", "a first sync into SQLite", SyncBenchmark.RunAsync),
    ("digest", "one weekly mail, without a browser", DigestBenchmark.RunAsync),
    ("smtp", "mails into smtp-sink", SmtpBenchmark.RunAsync),
];

var chosen = benchmarks.Where(benchmark => args.Length == 0 || args.Contains(benchmark.Name)).ToList();
if (chosen.Count == 0)
{
    Console.Error.WriteLine($"No benchmark of that name. There are: {string.Join(", ", benchmarks.Select(benchmark => benchmark.Name))}.");
    return 2;
}

Console.WriteLine(Machine.Line());
foreach (var (name, about, runAsync) in chosen)
{
    Console.WriteLine();
    Console.WriteLine($"{name}: {about}");
    await runAsync();
}

return 0;
