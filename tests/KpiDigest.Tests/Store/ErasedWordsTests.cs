using KpiDigest.Store;

namespace KpiDigest.Tests.Store;

/// <summary>People are found whatever is around their names, and only they.</summary>
public sealed class ErasedWordsTests
{
    private static readonly ErasedPerson Person = ErasedPerson.Of("hubspot", "7", ["Zoë Quist-Müller", "Zoë Q. Quist"], ["zoe.quist@example.com"]);
    private static readonly ErasedWords Words = new([Person]);

    [Theory]
    [InlineData("Zoë Quist-Müller", "{0}")]
    [InlineData("by ZOË  quist-müller.", "by {0}.")]
    [InlineData("Zoe\u0308 Quist-Müller, Ada", "{0}, Ada")]
    [InlineData("\"Zoë Quist-Müller\";5", "\"{0}\";5")]
    [InlineData("rep:Zoë Quist-Müller,2017", "rep:{0},2017")]
    [InlineData("Zoë Q. Quist won", "{0} won")]
    [InlineData("to Zoe.Quist@EXAMPLE.com: hello", "to {0}@erased.invalid: hello")]
    [InlineData("<zoe.quist@example.com>", "<{0}@erased.invalid>")]
    public void Names_and_addresses_are_found(string text, string masked) =>
        Assert.Equal(string.Format(System.Globalization.CultureInfo.InvariantCulture, masked, Person.Token), Words.Mask(text));

    [Theory]
    [InlineData("")]
    [InlineData("Zoë Quist")]
    [InlineData("Zoë, Quist-Müller")]
    [InlineData("Quist-Müller Zoë")]
    [InlineData("azoe.quist@example.com")]
    [InlineData("zoe.quist@example.com.au")]
    public void Others_stay(string text) => Assert.Same(text, Words.Mask(text));

    [Fact]
    public void The_list_holds_no_name_and_no_address()
    {
        var stored = string.Join(' ', [Person.Token, Person.Salt, .. Person.Names, .. Person.Addresses]);
        Assert.DoesNotContain("quist", stored, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("example", stored, StringComparison.OrdinalIgnoreCase);
    }
}
