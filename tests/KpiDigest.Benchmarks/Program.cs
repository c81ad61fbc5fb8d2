using KpiDigest.Benchmarks;

(string Name, string About, Func<Task> RunAsync)[] benchmarks =
[
    ("client", "HubSpot's pages to facts, without network and server", ClientBenchmark.RunAsync),
    ("clients", "pages of Salesforce, Pipedrive and Dynamics, without network", ClientsBenchmark.RunAsync),
    ("sync", "a first sync into SQLite", SyncBenchmark.RunAsync),
    ("digest", "one weekly mail, without a browser", DigestBenchmark.RunAsync),
    ("render", "1,000 personal weekly mails with 50 rows, model to HTML", RenderBenchmark.RunAsync),
    ("print", "a scorecard to PDF, browser start included", PrintBenchmark.RunAsync),
    ("thousand", "runs of 1,000 recipients with 60 scopes: weekly mails and scorecards", ThousandBenchmark.RunAsync),
    ("facts", "facts into memory and all weekly KPIs of 10,000 and 100,000 deals", () => FactsBenchmark.RunAsync(10_000, 100_000)),
    ("facts-million", "the same of a million deals", () => FactsBenchmark.RunAsync(1_000_000)),
    ("smtp", "mails into smtp-sink", SmtpBenchmark.RunAsync),
    ("outbox", "from an outbox on PostgreSQL into Postfix", OutboxBenchmark.RunAsync),
    ("queue", "deliveries from queues of 10,000 and 100,000 mails on PostgreSQL", QueueBenchmark.RunAsync),
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
