using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace KpiDigest.Tests.Support;

/// <summary>The real <c>kpidigest</c> as a process of its own, which a test may stop, freeze and kill.</summary>
internal sealed class ProgramProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly string _command;
    private int _disposed;

    private ProgramProcess(Process process, string command)
    {
        _process = process;
        _command = command;
        Id = process.Id;
        process.OutputDataReceived += (_, line) => Append(line.Data);
        process.ErrorDataReceived += (_, line) => Append(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>Both output streams so far.</summary>
    public string Output
    {
        get
        {
            lock (_output)
                return _output.ToString();
        }
    }

    public bool HasExited => _process.HasExited;

    public int Id { get; }

    /// <summary>Starts <c>kpidigest</c> with arguments in a working folder.</summary>
    public static ProgramProcess Start(string folder, IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "kpidigest.dll"));
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        var process = Process.Start(start)!;
        process.StandardInput.Close();
        return new ProgramProcess(process, "kpidigest " + string.Join(' ', arguments));
    }

    /// <summary>Runs a command to its end.</summary>
    public static async Task<(int ExitCode, string Output)> RunAsync(string folder, IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        await using var program = Start(folder, environment, arguments);
        return (await program.ExitAsync(TimeSpan.FromMinutes(2)), program.Output);
    }

    /// <summary>Waits until the output holds a text.</summary>
    public async Task SaysAsync(string text, TimeSpan atMost)
    {
        var started = Stopwatch.GetTimestamp();
        while (!Output.Contains(text, StringComparison.OrdinalIgnoreCase))
        {
            if (_process.HasExited)
                Assert.Fail($"{_command} ended with {_process.ExitCode} without saying \"{text}\":\n{Output}");
            if (Stopwatch.GetElapsedTime(started) > atMost)
                Assert.Fail($"{_command} did not say \"{text}\" within {atMost.TotalSeconds} s:\n{Output}");
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>SIGTERM, as a service manager stops it.</summary>
    public Task StopAsync() => EndAsync("TERM");

    /// <summary>SIGKILL: nothing is put in order.</summary>
    public Task KillAsync() => EndAsync("KILL");

    /// <summary>SIGSTOP: the machine is frozen.</summary>
    public void Freeze() => Signal("STOP");

    /// <summary>SIGCONT: it wakes and believes no time went by.</summary>
    public void Thaw() => Signal("CONT");

    /// <summary>Waits for the end and returns the exit code.</summary>
    public async Task<int> ExitAsync(TimeSpan atMost)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        timeout.CancelAfter(atMost);
        try
        {
            await _process.WaitForExitAsync(timeout.Token);
        }
        catch (OperationCanceledException)
        {
            Assert.Fail($"{_command} did not end within {atMost.TotalSeconds} s:\n{Output}");
        }

        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
            return;
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync(CancellationToken.None);
        }

        _process.Dispose();
        if (_command.StartsWith("kpidigest run", StringComparison.Ordinal)) SuiteLogs.Look(Output, _command);
    }

    private async Task EndAsync(string signal)
    {
        Signal(signal);
        await ExitAsync(TimeSpan.FromMinutes(1));
    }

    private void Signal(string name)
    {
        using var kill = Process.Start("kill", [$"-{name}", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    private void Append(string? line)
    {
        lock (_output)
            _output.AppendLine(line);
    }
}
