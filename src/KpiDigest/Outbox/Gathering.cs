namespace KpiDigest.Outbox;

/// <summary>
/// Lets several callers share one piece of work: while it is under way for some, the next gather, and then it is done for all of them at once.
/// </summary>
/// <param name="work">Answers as many as asked, in their order. Its exception is everybody's.</param>
internal sealed class Gathering<TAsk, TAnswer>(Func<IReadOnlyList<TAsk>, Task<IReadOnlyList<TAnswer>>> work)
{
    private readonly Lock _gate = new();
    private List<Caller> _next = [];
    private bool _busy;

    /// <summary>Asks now, or with the first who asks now, at the latest when the patience is over.</summary>
    public Task<TAnswer> AskAsync(TAsk ask, TimeSpan patience = default)
    {
        var caller = new Caller(ask);
        List<Caller> group;
        lock (_gate)
        {
            group = _next;
            group.Add(caller);
        }

        _ = patience == default ? WorkAsync() : WorkAfterAsync(group, patience);
        return caller.Answer.Task;
    }

    // Who has been taken along meanwhile hurries nobody who came later.
    private async Task WorkAfterAsync(List<Caller> group, TimeSpan patience)
    {
        await Task.Delay(patience);
        bool gathering;
        lock (_gate) gathering = group == _next;
        if (gathering) await WorkAsync();
    }

    private async Task WorkAsync()
    {
        while (Take() is { } callers)
        {
            await AnswerAsync(callers);
            lock (_gate) _busy = false;
        }
    }

    /// <summary>Those who have gathered; null: nobody, or somebody else is at work and will take them.</summary>
    private List<Caller>? Take()
    {
        lock (_gate)
        {
            if (_busy || _next.Count == 0) return null;
            var callers = _next;
            (_next, _busy) = ([], true);
            return callers;
        }
    }

    private async Task AnswerAsync(List<Caller> callers)
    {
        try
        {
            var answers = await work(callers.ConvertAll(caller => caller.Ask));
            for (var i = 0; i < callers.Count; i++) callers[i].Answer.SetResult(answers[i]);
        }
        catch (Exception e)
        {
            foreach (var caller in callers) caller.Answer.TrySetException(e);
        }
    }

    private sealed record Caller(TAsk Ask)
    {
        public TaskCompletionSource<TAnswer> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
