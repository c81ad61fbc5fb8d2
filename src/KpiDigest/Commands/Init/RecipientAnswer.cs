using System.Diagnostics.CodeAnalysis;
using KpiDigest.Delivery.Mime;

namespace KpiDigest.Commands.Init;

/// <summary>A recipient as answered: <c>Cara Losch &lt;cara@example.com&gt;; team:Cara Losch</c>. Without a scope: the company.</summary>
internal sealed record RecipientAnswer(string Email, string Name, string Scope)
{
    private static readonly string[] Kinds = ["team:", "rep:"];

    public static bool TryRead(string text, [NotNullWhen(true)] out RecipientAnswer? recipient, [NotNullWhen(false)] out string? fault)
    {
        recipient = null;
        var end = text.IndexOf(';', Math.Max(0, text.IndexOf('@', StringComparison.Ordinal)));
        var (address, scope) = end < 0 ? (text, "company") : (text[..end], text[(end + 1)..].Trim());
        if (!Mailbox.TryParse(address, out var mailbox, out fault)) return false;
        fault = IsScope(scope) ? null : "write the scope behind the semicolon: company, team:NAME, team:#id or rep:NAME";
        if (fault is null) recipient = new RecipientAnswer(mailbox.Address, mailbox.Name ?? "", scope);
        return fault is null;
    }

    private static bool IsScope(string text) =>
        text.Equals("company", StringComparison.OrdinalIgnoreCase)
        || Kinds.Any(kind => text.StartsWith(kind, StringComparison.OrdinalIgnoreCase) && text.Length > kind.Length);
}
