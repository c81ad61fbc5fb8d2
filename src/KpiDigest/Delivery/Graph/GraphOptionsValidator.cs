using KpiDigest.Delivery.Tokens;

namespace KpiDigest.Delivery.Graph;

/// <summary>Finds every fault of the section <c>Mail:Graph</c>.</summary>
internal static class GraphOptionsValidator
{
    private const string Section = "Mail:Graph";

    public static void Add(GraphOptions options, List<(string Key, string? Value, string Message)> faults)
    {
        if (options.Tenant.Length == 0) faults.Add(($"{Section}:Tenant", "", "missing: the directory's id, or a domain of it such as example.com."));
        else if (!options.Tenant.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.')) faults.Add(($"{Section}:Tenant", options.Tenant, "is neither an id nor a domain."));
        if (options.User.Length == 0) faults.Add(($"{Section}:User", "", "missing: the mailbox that sends, such as digest@example.com."));
        else if (!options.User.All(c => c is > ' ' and < '\u007f' and not '/' and not '\\' and not '?')) faults.Add(($"{Section}:User", options.User, "is no mailbox; write digest@example.com, or the mailbox's id."));
        OAuthOptionsValidator.Client(Section, options.Login, faults);
        Address("BaseUrl", options.BaseUrl, faults);
        Address("LoginUrl", options.LoginUrl, faults);
        if (options.TimeoutSeconds is < 1 or > 600) faults.Add(($"{Section}:TimeoutSeconds", $"{options.TimeoutSeconds}", "must be 1 to 600."));
    }

    private static void Address(string key, string address, List<(string Key, string? Value, string Message)> faults)
    {
        if (SecureHttp.Fault(address) is { } fault) faults.Add(($"{Section}:{key}", address, fault));
    }
}
