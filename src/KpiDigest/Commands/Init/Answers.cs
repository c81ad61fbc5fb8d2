using System.Globalization;
using Spectre.Console;

namespace KpiDigest.Commands.Init;

/// <summary>What was answered: by option, in a file of answers, or at a terminal.</summary>
/// <param name="given">By option or file; texts by key.</param>
/// <param name="terminal">Where the rest is asked; null: nowhere.</param>
/// <param name="folder">Of the configuration.</param>
internal sealed class Answers(IReadOnlyDictionary<string, IReadOnlyList<string>> given, IAnsiConsole? terminal, string folder)
{
    private readonly Dictionary<string, IReadOnlyList<string>> _open = new(given, StringComparer.Ordinal);
    private readonly Dictionary<string, IReadOnlyList<string>> _taken = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _suggested = new(StringComparer.Ordinal);

    public bool AtTerminal => terminal is not null;

    /// <summary>The answer; empty where it was not asked.</summary>
    public string this[Question question] => All(question).FirstOrDefault("");

    public IReadOnlyList<string> All(Question question) => _taken.GetValueOrDefault(question.Key, []);

    public int Number(Question question) => int.Parse(this[question], CultureInfo.InvariantCulture);

    /// <summary>What a question's usual answer is, as another part said.</summary>
    public void Suggest(Question question, string? answer)
    {
        if (answer is { Length: > 0 } && question.Fault(this, answer) is null) _suggested[question.Key] = answer;
    }

    /// <summary>Takes answers in this order; what was taken before stays.</summary>
    /// <exception cref="UsageException">An answer is missing or faulty, and there is no terminal to ask at.</exception>
    public async Task AskAsync(IEnumerable<Question> questions, CancellationToken cancellationToken)
    {
        foreach (var question in questions)
            if (!_taken.ContainsKey(question.Key))
                _taken[question.Key] = question.Applies(this) ? await TakeAsync(question, cancellationToken) : [];
    }

    /// <summary>Forgets what did not work, so that it is asked again.</summary>
    public void Forget(IEnumerable<Question> questions)
    {
        foreach (var question in questions)
        {
            if (_taken.Remove(question.Key, out var before) && !question.IsSecret && !question.Many && before.Count > 0) _suggested[question.Key] = before[0];
            _open.Remove(question.Key);
        }
    }

    /// <summary>Whether a secret was answered itself, not where it is.</summary>
    public bool IsLiteral(Question question) => this[question] is { Length: > 0 } text && !IsReference(text);

    private async Task<IReadOnlyList<string>> TakeAsync(Question question, CancellationToken cancellationToken)
    {
        if (_open.TryGetValue(question.Key, out var answers)) return Checked(question, answers);
        if (terminal is not null && !question.OnlyIfGiven) return question.Many ? await SeveralAsync(question, cancellationToken) : [await OneAsync(question, question.Text, Usual(question), cancellationToken)];
        return Usual(question) switch
        {
            null => throw new UsageException($"--{question.Key} is missing: {question.Text}."),
            "" => [],
            var usual => [usual],
        };
    }

    private string? Usual(Question question) => _suggested.GetValueOrDefault(question.Key) ?? question.Usual(this);

    private IReadOnlyList<string> Checked(Question question, IReadOnlyList<string> answers)
    {
        foreach (var answer in answers)
            if (Fault(question, answer) is { } fault) throw new UsageException($"--{question.Key}{(question.IsSecret || answer.Any(char.IsControl) ? "" : $" \"{answer}\"")}: {fault}.");
        return answers.Count > 0 || Usual(question) is not null ? answers : throw new UsageException($"--{question.Key} is missing: {question.Text}.");
    }

    private string? Fault(Question question, string answer)
    {
        if (answer.Length == 0) return Usual(question) is null ? "must not be empty" : null;
        if (answer.Any(char.IsControl)) return "has a control character in it";
        var path = Path.Combine(folder, question.SecretFile);
        if (question.IsSecret && !IsReference(answer) && File.Exists(path)) return $"{path} exists already and is not written over; answer file:{path} to use it, or remove it";
        return question.Fault(this, answer);
    }

    private async Task<IReadOnlyList<string>> SeveralAsync(Question question, CancellationToken cancellationToken)
    {
        var answers = new List<string>();
        while (await OneAsync(question, question.Text + (answers.Count > 0 ? ", or nothing" : ""), answers.Count > 0 ? "" : Usual(question), cancellationToken) is { Length: > 0 } answer)
            answers.Add(answer);
        return answers;
    }

    // The usual answer may come from the CRM: it is printed as text, never as markup.
    private Task<string> OneAsync(Question question, string text, string? usual, CancellationToken cancellationToken)
    {
        var prompt = new TextPrompt<string>(Markup.Escape(usual is { Length: > 0 } ? $"{text} ({usual}):" : text + ":"), StringComparer.Ordinal).AllowEmpty().ShowDefaultValue(false);
        if (usual is not null) prompt.DefaultValue(usual);
        if (question.IsSecret) prompt.Secret();
        prompt.Validate(answer => Fault(question, answer.Trim()) is { } fault && (answer.Length > 0 || usual is null) ? ValidationResult.Error("[red]" + Markup.Escape(fault) + "[/]") : ValidationResult.Success());
        return TrimmedAsync(prompt.ShowAsync(terminal!, cancellationToken));
    }

    private static async Task<string> TrimmedAsync(Task<string> answer) => (await answer).Trim();

    private static bool IsReference(string text) => text.StartsWith("env:", StringComparison.Ordinal) || text.StartsWith("file:", StringComparison.Ordinal);
}
