using KpiDigest.Core.Languages;

namespace KpiDigest.Core.Tests.Languages;

public sealed class TextLibraryTests
{
    private const string English = """{ "hello": "Hello {name}", "bye": "Bye", "deals": { "one": "{count} deal", "other": "{count} deals" } }""";

    [Fact]
    public void A_later_file_replaces_single_texts_of_the_language()
    {
        var texts = Library(("en", English), ("en", """{ "bye": "See you" }""")).For("en-US");
        Assert.Equal(("See you", "Hello {name}"), (texts.Of("bye"), texts.Of("hello")));
    }

    [Fact]
    public void What_a_language_does_not_say_is_said_in_english()
    {
        var texts = Library(("en", English), ("fr", """{ "bye": "Au revoir" }""")).For("fr-FR");
        Assert.Equal(("Au revoir", "Hello {name}", "1 deal"), (texts.Of("bye"), texts.Of("hello"), texts.Of("deals", 1).Replace("{count}", "1", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_variant_stands_before_its_language_whatever_the_order_of_the_files()
    {
        var texts = Library(("pt-BR", """{ "bye": "Tchau" }"""), ("pt", """{ "bye": "Adeus", "hello": "Olá {name}" }"""), ("en", English));
        Assert.Equal(("Tchau", "Olá {name}", "Adeus"), (texts.For("pt-br").Of("bye"), texts.For("pt-BR").Of("hello"), texts.For("pt-PT").Of("bye")));
    }

    [Fact]
    public void An_unknown_language_is_answered_in_english() => Assert.Equal("en", Library(("en", English)).For("xx-YY").Language);

    [Theory]
    [InlineData("de", "{\n\"bye\": \"Tschüss\",\n\"good\": \"Gut\" }", "de.json(3): 'good' is not a key")]
    [InlineData("de", "{\n\"hello\": \"Hallo\" }", "de.json(2): 'hello' lacks the place {name}")]
    [InlineData("de", "{ \"hello\": \"Hallo {name} {who}\" }", "de.json(1): 'hello' has a place {who}")]
    [InlineData("de", "{ \"hello\": \"Hallo {name} {\" }", "a brace that belongs to no place")]
    [InlineData("de", "{ \"bye\": { \"one\": \"a\", \"other\": \"b\" } }", "counts nothing")]
    [InlineData("de", "{ \"deals\": { \"other\": \"{count}\" } }", "lacks the form 'one'")]
    [InlineData("ja", "{ \"deals\": { \"one\": \"{count}\", \"other\": \"{count}\" } }", "has the form 'one'")]
    [InlineData("de", "{ \"bye\": \"a\",\n \"bye\": \"b\" }", "de.json(2): 'bye' stands twice")]
    [InlineData("de", "{ \"bye\": 5 }", "de.json(1): a file of texts is one JSON object")]
    [InlineData("de", "[]", "a file of texts is one JSON object")]
    [InlineData("de", "{\n\"bye\": \"a\",\n bye }", "de.json(3): not JSON")]
    public void Faults_are_named_with_file_line_and_key(string language, string json, string fault) =>
        Assert.Contains(fault, Assert.Single(Library(("en", English), (language, json)).Faults), StringComparison.Ordinal);

    [Fact]
    public void A_form_of_its_own_may_leave_the_number_out() => Assert.Empty(Library(("en", English), ("de", """{ "deals": { "one": "ein Deal", "other": "{count} Deals" } }""")).Faults);

    [Fact]
    public void Without_english_texts_there_is_a_fault() => Assert.Contains("texts/en.json", Assert.Single(Library(("de", "{}")).Faults), StringComparison.Ordinal);

    [Fact]
    public void The_texts_shipped_have_no_fault() => Assert.Empty(Support.ShippedTexts.All.Faults);

    private static TextLibrary Library(params (string Language, string Json)[] files) =>
        TextLibrary.Read([.. files.Select(f => new TextFile(f.Language, f.Language + ".json", f.Json))]);
}
