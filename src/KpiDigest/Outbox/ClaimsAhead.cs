using KpiDigest.Store;

namespace KpiDigest.Outbox;

/// <summary>
/// What this worker has claimed and not begun: a few mails at once, so that its lanes share what a claim costs. What is not begun within
/// two seconds is given back, so that its lease needs no renewal and no other worker waits for it.
/// </summary>
/// <param name="store">The mails.</param>
/// <param name="claim">Claims for so many lanes, and some more.</param>
/// <param name="time">Clock of the two seconds.</param>
internal sealed class ClaimsAhead(OutboxStore store, Func<int, Task<IReadOnlyList<ClaimedMail>>> claim, TimeProvider time)
{
    private static readonly TimeSpan Keep = TimeSpan.FromSeconds(2);

    private readonly Lock _gate = new();
    private readonly Queue<ClaimedMail> _mails = new();
    private int _claims;

    private Gathering<ValueTuple, ClaimedMail?> Askers => LazyInitializer.EnsureInitialized(ref field, () => new Gathering<ValueTuple, ClaimedMail?>(ClaimAsync));

    /// <summary>The next mail; null: there is none now.</summary>
    public async Task<ClaimedMail?> NextAsync()
    {
        lock (_gate)
            if (_mails.TryDequeue(out var ready)) return ready;
        return await Askers.AskAsync(default);
    }

    /// <summary>Gives back what is not begun.</summary>
    public async Task GiveBackAsync()
    {
        ClaimedMail[] mails;
        lock (_gate)
        {
            mails = [.. _mails];
            _mails.Clear();
        }

        try
        {
            foreach (var mail in mails) await store.ReleaseAsync(mail.Id, mail.LeaseToken, CancellationToken.None);
        }
        catch (StoreException)
        {
            // Then their leases end by themselves.
        }
    }

    private async Task<IReadOnlyList<ClaimedMail?>> ClaimAsync(IReadOnlyList<ValueTuple> askers)
    {
        var mails = await claim(askers.Count);
        if (mails.Count > askers.Count) Put(mails.Skip(askers.Count));
        return [.. askers.Select((_, i) => i < mails.Count ? mails[i] : null)];
    }

    private void Put(IEnumerable<ClaimedMail> mails)
    {
        lock (_gate)
            foreach (var mail in mails) _mails.Enqueue(mail);
        _ = GiveBackInTimeAsync(Interlocked.Increment(ref _claims));
    }

    private async Task GiveBackInTimeAsync(int number)
    {
        await Task.Delay(Keep, time);
        if (Volatile.Read(ref _claims) == number) await GiveBackAsync();
    }
}
