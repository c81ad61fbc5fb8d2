namespace KpiDigest.Tests.Crm.Contract;

/// <summary>A share of all requests goes wrong, in every way there is; the seed says which and how, so that a failure can be had again.</summary>
internal sealed class Mishaps(ContractApi crm, int seed, double share)
{
    private readonly Lock _gate = new();
    private readonly Random _random = new(seed);

    public int Count { get; private set; }

    public WireFault? Next()
    {
        lock (_gate)
        {
            if (_random.NextDouble() >= share) return null;
            Count++;
            return Any(_random.Next(8), _random.Next(1, 20));
        }
    }

    private WireFault Any(int kind, int seconds) => kind switch
    {
        0 => (_, _) => Task.FromResult(crm.TooMany(TimeSpan.FromSeconds(seconds))),
        1 => (_, _) => Task.FromResult(crm.TooMany(null)),
        2 => WireFaults.Status(500 + (seconds % 5)),
        3 => WireFaults.Timeout(),
        4 => WireFaults.NoConnection(),
        5 => WireFaults.CutBody(),
        6 => WireFaults.Html(200),
        _ => WireFaults.Html(502),
    };
}
