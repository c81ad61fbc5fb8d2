using Dapper;

namespace KpiDigest.Outbox;

/// <summary>A mail and the proof that it is ours.</summary>
/// <param name="Id">Row id.</param>
/// <param name="Token">The lease's.</param>
/// <param name="QueueId">What the server called the mail; null: nothing, or not sent yet.</param>
internal sealed record MailLease(long Id, string Token, string? QueueId = null)
{
    /// <summary>As a row of a statement's values; its columns are named column1 to column3 by both engines.</summary>
    public string AddTo(DynamicParameters parameters, string name)
    {
        parameters.Add($"{name}id", Id);
        parameters.Add($"{name}token", Token);
        parameters.Add($"{name}queue", QueueId ?? "");
        return $"(@{name}id, @{name}token, @{name}queue)";
    }
}
