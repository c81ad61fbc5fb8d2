using System.Net;

namespace KpiDigest.Crm;

/// <summary>The CRM refused or could not be reached; the message says cause and fix and holds no secret.</summary>
internal sealed class CrmException : Exception
{
    public CrmException(string message, bool isTransient, Exception? inner = null)
        : base(message, inner) => IsTransient = isTransient;

    /// <summary>Whether a later try may succeed without anybody changing anything.</summary>
    public bool IsTransient { get; }

    /// <summary>The status the CRM answered with; null: no answer, or one that could not be read.</summary>
    public HttpStatusCode? Status { get; init; }

    /// <summary>The CRM's own name of its refusal, where it gives one.</summary>
    public string? Code { get; init; }

    /// <summary>Permissions the CRM says the token lacks.</summary>
    public IReadOnlyList<string> MissingScopes { get; init; } = [];

    /// <summary>Every fault, where there are several that can be mended at once; empty: the message is the only one.</summary>
    public IReadOnlyList<string> Faults { get; init; } = [];

    /// <summary>Whether an answer came but was broken, so that asking again at once may help.</summary>
    public bool IsBrokenAnswer { get; init; }
}
