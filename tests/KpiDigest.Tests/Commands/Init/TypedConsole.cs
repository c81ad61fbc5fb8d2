using Spectre.Console;
using Spectre.Console.Rendering;

namespace KpiDigest.Tests.Commands.Init;

/// <summary>A terminal at which somebody types these lines.</summary>
internal sealed class TypedConsole : IAnsiConsole, IAnsiConsoleInput
{
    private readonly StringWriter _shown = new();
    private readonly IAnsiConsole _screen;
    private readonly Queue<ConsoleKeyInfo> _keys;

    public TypedConsole(params string[] lines)
    {
        _screen = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, Interactive = InteractionSupport.Yes, Out = new AnsiConsoleOutput(_shown) });
        _screen.Profile.Width = 200;
        _keys = new(lines.SelectMany(line => line.Select(c => new ConsoleKeyInfo(c, ConsoleKey.None, false, false, false)).Append(new ConsoleKeyInfo('\r', ConsoleKey.Enter, false, false, false))));
    }

    public string Shown => _shown.ToString();

    public Profile Profile => _screen.Profile;

    public IAnsiConsoleCursor Cursor => _screen.Cursor;

    public IAnsiConsoleInput Input => this;

    public IExclusivityMode ExclusivityMode => _screen.ExclusivityMode;

    public RenderPipeline Pipeline => _screen.Pipeline;

    public bool IsAllTyped => _keys.Count == 0;

    public void Clear(bool home) => _screen.Clear(home);

    public void Write(IRenderable renderable) => _screen.Write(renderable);

    public bool IsKeyAvailable() => _keys.Count > 0;

    /// <summary>The next key; Ctrl+C where nothing is left to type.</summary>
    public ConsoleKeyInfo? ReadKey(bool intercept) => _keys.TryDequeue(out var key) ? key : throw new OperationCanceledException();

    public Task<ConsoleKeyInfo?> ReadKeyAsync(bool intercept, CancellationToken cancellationToken) => Task.FromResult(ReadKey(intercept));
}
