using System.CommandLine;
using KpiDigest.Crm;
using Spectre.Console;

namespace KpiDigest.Commands;

/// <summary>Bars on a terminal; a line an object elsewhere.</summary>
internal sealed class ProgressBars : SilentProgress, IAsyncDisposable
{
    private readonly Dictionary<string, ProgressTask> _bars = new(StringComparer.Ordinal);
    private readonly TaskCompletionSource _finished = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TextWriter? _lines;
    private readonly Task _drawing = Task.CompletedTask;
    private ProgressContext? _context;

    private ProgressBars(TextWriter? lines)
    {
        _lines = lines;
        if (lines is not null) return;
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _drawing = AnsiConsole.Progress().AutoClear(true).HideCompleted(false).Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new SpinnerColumn())
            .StartAsync(context =>
            {
                _context = context;
                started.SetResult();
                return _finished.Task;
            });
        started.Task.Wait();
    }

    public static ProgressBars For(ParseResult parse) =>
        new(AnsiConsole.Profile.Capabilities.Interactive && !Console.IsOutputRedirected && !parse.WantsJson() ? null : parse.InvocationConfiguration.Error);

    public override void Started(string objectName, long? total)
    {
        base.Started(objectName, total);
        if (_context is null) _lines?.WriteLine(total is null ? $"  {objectName}" : $"  {objectName}: {total}");
        else
            lock (_bars) _bars[objectName] = _context.AddTask(Markup.Escape(objectName), maxValue: Math.Max(1, total ?? 100)).IsIndeterminate(total is null);
    }

    public override void Stored(string objectName, int records)
    {
        base.Stored(objectName, records);
        lock (_bars)
            if (_bars.TryGetValue(objectName, out var bar)) bar.Increment(records);
    }

    public async ValueTask DisposeAsync()
    {
        lock (_bars)
            foreach (var bar in _bars.Values) bar.StopTask();
        _finished.TrySetResult();
        await _drawing;
    }
}
