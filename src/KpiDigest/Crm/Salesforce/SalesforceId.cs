namespace KpiDigest.Crm.Salesforce;

/// <summary>Salesforce's record ids. The first three characters name the object; 15 characters and 18 (with check letters) are the same id.</summary>
internal static class SalesforceId
{
    public const string AccountPrefix = "001";
    public const string UserPrefix = "005";
    public const string OpportunityPrefix = "006";
    private const string CheckLetters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345";

    /// <summary>Whether a text can stand in a query as an id.</summary>
    public static bool Fits(string text) => text.Length is 15 or 18 && text.All(char.IsAsciiLetterOrDigit);

    public static bool IsOf(string? id, string prefix) => id is not null && Fits(id) && id.StartsWith(prefix, StringComparison.Ordinal);

    /// <summary>The 18 characters of an id; what is none stays as it is.</summary>
    public static string Whole(string id)
    {
        if (id.Length != 15 || !Fits(id)) return id;
        Span<char> check = stackalloc char[3];
        for (var part = 0; part < 3; part++)
        {
            var letter = 0;
            for (var place = 0; place < 5; place++)
                if (char.IsAsciiLetterUpper(id[part * 5 + place])) letter |= 1 << place;
            check[part] = CheckLetters[letter];
        }

        return string.Concat(id, check);
    }
}
