using KpiDigest.Outbox;

namespace KpiDigest.Tests.Outbox;

public sealed class GatheringTests
{
    private static readonly TimeSpan Long = TimeSpan.FromHours(1);

    private readonly List<string> _trips = [];
    private readonly Queue<TaskCompletionSource> _gates = new();
    private readonly Gathering<string, string> _gathering;

    public GatheringTests() => _gathering = new Gathering<string, string>(async asks =>
    {
        _trips.Add(string.Join("+", asks));
        if (_gates.TryDequeue(out var gate)) await gate.Task;
        if (asks.Contains("bad")) throw new InvalidDataException("bad");
        return [.. asks.Select(ask => ask.ToUpperInvariant())];
    });

    [Fact]
    public async Task Who_asks_while_others_are_served_is_served_with_those_who_came_meanwhile()
    {
        var gate = Gate();
        var first = _gathering.AskAsync("a");
        var second = _gathering.AskAsync("b");
        var third = _gathering.AskAsync("c");
        gate.SetResult();
        Assert.Equal(["A", "B", "C"], await Task.WhenAll(first, second, third));
        Assert.Equal(["a", "b+c"], _trips);
    }

    [Fact]
    public async Task Who_asks_alone_is_served_at_once()
    {
        Assert.Equal("A", await _gathering.AskAsync("a"));
        Assert.Equal("B", await _gathering.AskAsync("b"));
        Assert.Equal(["a", "b"], _trips);
    }

    [Fact]
    public async Task A_patience_whose_ask_was_served_hurries_nobody()
    {
        var served = _gathering.AskAsync("p", TimeSpan.FromMilliseconds(20));
        await _gathering.AskAsync("a");
        var patient = _gathering.AskAsync("q", Long);
        await Task.Delay(TimeSpan.FromMilliseconds(200), TestContext.Current.CancellationToken);
        Assert.True(served.IsCompletedSuccessfully);
        Assert.False(patient.IsCompleted);
        Assert.Equal(["p+a"], _trips);
    }

    [Fact]
    public async Task Who_is_patient_goes_with_the_first_who_is_not()
    {
        var patient = _gathering.AskAsync("p", Long);
        Assert.Empty(_trips);
        Assert.Equal("A", await _gathering.AskAsync("a"));
        Assert.Equal("P", await patient);
        Assert.Equal(["p+a"], _trips);
    }

    [Fact]
    public async Task Who_is_patient_and_alone_is_served_in_the_end()
    {
        Assert.Equal("P", await _gathering.AskAsync("p", TimeSpan.FromMilliseconds(1)));
        Assert.Equal(["p"], _trips);
    }

    [Fact]
    public async Task A_failure_is_that_of_all_who_shared_it_and_of_nobody_after()
    {
        var gate = Gate();
        var before = _gathering.AskAsync("a");
        var bad = _gathering.AskAsync("bad");
        var beside = _gathering.AskAsync("b");
        gate.SetResult();
        Assert.Equal("A", await before);
        await Assert.ThrowsAsync<InvalidDataException>(() => bad);
        await Assert.ThrowsAsync<InvalidDataException>(() => beside);
        Assert.Equal("C", await _gathering.AskAsync("c"));
    }

    private TaskCompletionSource Gate()
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _gates.Enqueue(gate);
        return gate;
    }
}
