using System.Runtime.CompilerServices;
using KpiDigest.Core.Facts;
using KpiDigest.Crm;
using NodaTime;

namespace KpiDigest.Tests.Runs;

/// <summary>A CRM with two teams, whose next answers a test decides.</summary>
internal sealed class FixedSource(Instant end) : ICrmSource
{
    public string Name => "hubspot";

    public IReadOnlyList<string> Warnings => [];

    /// <summary>Thrown by the next pulls, oldest first.</summary>
    public Queue<CrmException> Faults { get; } = new();

    /// <summary>Runs when a pull has begun.</summary>
    public Func<Task> OnPull { get; set; } = () => Task.CompletedTask;

    public bool Empty { get; set; }

    /// <summary>All that the CRM holds, where a test makes a company of its own.</summary>
    public Func<FactBatch>? Company { get; set; }

    /// <summary>What somebody did to the deals in the CRM.</summary>
    public Func<Deal, Deal> Edit { get; set; } = deal => deal;

    /// <summary>Forecast category of the open deals.</summary>
    public string? Category { get; set; }

    /// <summary>What the people are called; their deals are called after them.</summary>
    public Func<int, string> NameOf { get; set; } = i => $"Rep {i}";

    /// <summary>What somebody did to the people in the CRM.</summary>
    public Func<Rep, Rep> Person { get; set; } = rep => rep;

    /// <summary>What the team of the first two is called.</summary>
    public string North { get; set; } = "North";

    /// <summary>How many people there are; only the first four own deals.</summary>
    public int People { get; set; } = 4;

    /// <summary>Accounts, of which there are none at first.</summary>
    public IReadOnlyList<Account> Accounts { get; set; } = [];

    /// <summary>What the token may not read, and why.</summary>
    public Dictionary<FactKind, string> Missing { get; } = [];

    /// <summary>What the CRM counts; it counts nothing at first.</summary>
    public IReadOnlyList<RecordTotal> Totals { get; set; } = [];

    /// <summary>What the CRM's user may not do, with the fix.</summary>
    public IReadOnlyList<string> Unseen { get; set; } = [];

    public int Pulls { get; private set; }

    public Task<CrmAccount> OpenAsync(CancellationToken cancellationToken) => Task.FromResult(new CrmAccount { Id = "1", Missing = Missing, Unseen = Unseen });

    public Task<IReadOnlyList<RecordTotal>> TotalsAsync(CancellationToken cancellationToken) => Task.FromResult(Totals);

    public async IAsyncEnumerable<FactPage> PullAsync(
        IReadOnlyDictionary<string, string> cursors, bool full, ISyncProgress progress, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Pulls++;
        if (Faults.TryDequeue(out var fault)) throw fault;
        await OnPull();
        if (!Empty) yield return new FactPage("deals", Company?.Invoke() ?? Facts(), "1");
    }

    public void Dispose()
    {
    }

    private FactBatch Facts() => new()
    {
        Teams = [new Team { Id = "t1", Name = North }, new Team { Id = "t2", Name = "South" }],
        Reps = [.. Enumerable.Range(0, People).Select(i => new Rep { Id = $"r{i}", Name = NameOf(i), TeamId = i < 2 ? "t1" : "t2" }).Select(Person)],
        Stages =
        [
            new Stage { PipelineId = "p", PipelineName = "Sales", Id = "open", Name = "Open", Order = 0, Status = DealStatus.Open },
            new Stage { PipelineId = "p", PipelineName = "Sales", Id = "won", Name = "Won", Order = 1, Status = DealStatus.Won },
            new Stage { PipelineId = "p", PipelineName = "Sales", Id = "lost", Name = "Lost", Order = 2, Status = DealStatus.Lost },
        ],
        Accounts = Accounts,
        Deals = [.. Enumerable.Range(0, 120).Select(Deal).Select(Edit)],
    };

    private Deal Deal(int i)
    {
        var status = (DealStatus)(i % 3);
        var close = status == DealStatus.Open ? end + Duration.FromDays(i % 20) : end - Duration.FromDays(1 + (i / 2));
        return new Deal
        {
            Id = $"d{i}",
            Name = $"Secret of {NameOf(i % 4)} #{i}",
            OwnerId = $"r{i % 4}",
            PipelineId = "p",
            StageId = status.ToString().ToLowerInvariant(),
            Status = status,
            Created = FactDate.OfInstant(end - Duration.FromDays(80 + i)),
            Close = FactDate.OfInstant(close),
            Amount = 1000 + i,
            ForecastCategory = status == DealStatus.Open ? Category : null,
            ModifiedAt = end - Duration.FromDays(1),
        };
    }
}
