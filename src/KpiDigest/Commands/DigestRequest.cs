using System.CommandLine;
using KpiDigest.Configuration;
using KpiDigest.Core.Facts;
using KpiDigest.Core.Schedules;
using KpiDigest.Rendering;
using KpiDigest.Runs;

namespace KpiDigest.Commands;

/// <summary>A digest of one period rendered for a recipient outside any run: no state is read of the ledger and none is written.</summary>
internal sealed record DigestRequest(DigestDefinition Digest, Period Period, IReadOnlyList<RecipientDefinition> Recipients)
{
    public static Argument<string> Id { get; } = new("DIGEST") { Description = "A digest's id." };

    public static Option<string?> As { get; } = new("--as") { Description = "Address of a configured recipient; none: all.", HelpName = "RECIPIENT" };

    /// <exception cref="UsageException">Digest, period or recipient do not exist.</exception>
    public static DigestRequest Of(ParseResult parse, Settings settings, Period period)
    {
        var id = parse.GetRequiredValue(Id);
        var digest = settings.Find(id)
            ?? throw new UsageException($"unknown digest '{id}'. Configured: {string.Join(", ", settings.Digests.Select(d => d.Id))}.");
        if (period.Kind != digest.Kind) throw new UsageException($"the digest '{digest.Id}' reports on {(digest.Kind == Core.Periods.PeriodKind.Week ? "weeks (2017-W50)" : "quarters (2017-Q4)")}; '{period.Label}' is none.");
        if (parse.GetValue(As) is not { } recipient) return new DigestRequest(digest, period, digest.Recipients);
        var match = digest.Recipients.Where(r => r.Email.Equals(recipient.Trim(), StringComparison.OrdinalIgnoreCase)).ToArray();
        if (match.Length == 0) throw new UsageException($"'{recipient}' is no recipient of '{digest.Id}'. Recipients: {string.Join(", ", digest.Recipients.Select(r => r.Email))}.");
        return new DigestRequest(digest, period, match);
    }

    /// <summary>The facts as of the digest's due instant, or of what the command line says.</summary>
    public Task<SalesFacts> LoadAsync(AppServices services, string? asOf, CancellationToken cancellationToken) => services.LoadAsync(asOf ?? DueText(services), cancellationToken);

    /// <summary>Renders for each recipient.</summary>
    /// <exception cref="UsageException">A recipient's scope does not resolve.</exception>
    public async IAsyncEnumerable<(RecipientDefinition Recipient, RenderedDigest Rendered)> RenderAsync(
        DigestPress press, SalesFacts facts, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var files = new EditionFiles(press, Digest);
        var figures = new Dictionary<string, PressedFigures>(StringComparer.Ordinal);
        foreach (var recipient in EditionFiles.InOrder(Recipients))
        {
            if (!figures.TryGetValue(recipient.Scope, out var pressed))
            {
                if (!facts.TryResolve(recipient.Scope, out var scope, out var fault)) throw new UsageException($"{recipient.Email}: {fault}");
                pressed = figures[recipient.Scope] = await press.ComputeAsync(Digest, facts, scope, Period, cancellationToken);
            }

            yield return (recipient, press.Render(Digest, pressed, recipient, Remarks.None, await files.OfAsync(pressed, recipient, Remarks.None, cancellationToken)));
        }
    }

    /// <summary>Files as preview and demo write them: html, text and attachments, by the recipient's scope.</summary>
    public static async Task<IReadOnlyList<string>> WriteFilesAsync(string folder, string stem, RenderedDigest rendered, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        var files = new List<(string Name, ReadOnlyMemory<byte> Content)>
        {
            ($"{stem}.html", System.Text.Encoding.UTF8.GetBytes(rendered.Logo?.PutInto(rendered.Html) ?? rendered.Html)),
            ($"{stem}.txt", System.Text.Encoding.UTF8.GetBytes(rendered.Text)),
        };
        files.AddRange(rendered.Attachments.Select(a => ($"{stem}-{a.FileName}", a.Content)));
        foreach (var (name, content) in files) await File.WriteAllBytesAsync(Path.Combine(folder, name), content, cancellationToken);
        return [.. files.Select(f => Path.Combine(folder, f.Name))];
    }

    /// <summary>A file name of a scope or address: letters, digits and hyphens only.</summary>
    public static string Slug(string text)
    {
        var slug = new string([.. text.ToLowerInvariant().Select(c => char.IsLetterOrDigit(c) ? c : '-')]);
        while (slug.Contains("--", StringComparison.Ordinal)) slug = slug.Replace("--", "-", StringComparison.Ordinal);
        return slug.Trim('-');
    }

    /// <summary>T of a preview: the digest's due instant where it has passed, else the default (the last complete sync).</summary>
    private string? DueText(AppServices services) => DueTimes.Of(Digest, Period) is { } due && due <= services.Now
        ? NodaTime.Text.InstantPattern.ExtendedIso.Format(due)
        : null;
}
