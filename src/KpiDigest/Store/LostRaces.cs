namespace KpiDigest.Store;

/// <summary>A claim that lost a race changes no row although work is waiting: it must ask again, not conclude that there is none.</summary>
internal static class LostRaces
{
    private const int MostTries = 200;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(3);

    /// <summary>Tries the claim until it has something or nothing is left to claim; null where others keep winning, too.</summary>
    public static async Task<T?> AskAgainAsync<T>(Func<Task<T?>> claim, Func<Task<bool>> anyLeft, CancellationToken cancellationToken)
        where T : class
    {
        for (var attempt = 0; attempt < MostTries; attempt++)
        {
            if (await claim() is { } claimed) return claimed;
            if (!await anyLeft()) return null;
            await Task.Delay(Pause, cancellationToken);
        }

        return null;
    }
}
