using KpiDigest.Bounces;
using KpiDigest.Configuration;

namespace KpiDigest.Commands.Doctor;

/// <summary>Whether the reports of undelivered mail can be read; nothing is put away.</summary>
internal static class BounceFindings
{
    private const string Part = "bounces";

    /// <summary>Nothing where no folder and no mailbox is named.</summary>
    public static async Task<IReadOnlyList<Finding>> OfAsync(AppOptions options, string? folder, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (BounceBox.Of(folder, options.Bounces.Mailbox, options.Mail.Graph, clock) is not { } box) return [];
        using var _ = box as IDisposable;
        try
        {
            var waiting = await box.WaitingAsync(clock.GetUtcNow(), cancellationToken);
            return [Finding.Ok(Part, $"{folder ?? options.Bounces.Mailbox} can be read; {waiting.Count} messages wait")];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [Finding.Fault(Part, e.Message, $"correct {(folder is null ? "Bounces:Mailbox, or what the application of Mail:Graph may do" : "Bounces:Folder, or who may read it")}; until then nobody learns of mail that came back")];
        }
    }
}
