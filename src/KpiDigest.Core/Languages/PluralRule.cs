namespace KpiDigest.Core.Languages;

/// <summary>Which form of a text a language uses for a number of things; forms and rules are those of the Unicode CLDR.</summary>
/// <param name="Forms">The forms of the language.</param>
/// <param name="Of">The form for a number.</param>
internal sealed record PluralRule(IReadOnlyList<string> Forms, Func<decimal, string> Of)
{
    public const string Other = "other";

    private static readonly PluralRule OneAndOther = new(["one", Other], n => n == 1 ? "one" : Other);
    private static readonly PluralRule OnlyOther = new([Other], _ => Other);
    private static readonly PluralRule French = new(["one", Other], n => n is >= 0 and < 2 ? "one" : Other);
    private static readonly PluralRule Arabic = new(["zero", "one", "two", "few", "many", Other], OfArabic);

    /// <summary>The rule of a language; one and other where it is not known here.</summary>
    public static PluralRule For(string language) => language.Split('-')[0] switch
    {
        "ar" => Arabic,
        "fr" => French,
        "id" or "ja" or "ko" or "th" or "vi" or "zh" => OnlyOther,
        _ => OneAndOther,
    };

    private static string OfArabic(decimal n) => n switch
    {
        0 => "zero",
        1 => "one",
        2 => "two",
        _ when n != decimal.Truncate(n) => Other,
        _ => (n % 100) switch { >= 3 and <= 10 => "few", >= 11 => "many", _ => Other },
    };
}
