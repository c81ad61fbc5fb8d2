using KpiDigest.Core.Kpis;
using KpiDigest.Core.Tests.Support;

namespace KpiDigest.Core.Tests.Languages;

/// <summary>A KPI is called in a mail what the catalogue calls it, in every language.</summary>
public sealed class KpiTextsTests
{
    public static TheoryData<string> Ids => [.. KpiCatalogue.All.Select(k => k.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void The_english_texts_are_the_catalogues(string id)
    {
        var kpi = KpiCatalogue.Find(id)!;
        var texts = ShippedTexts.All.For("en");
        Assert.Equal((kpi.Name, kpi.Definition), (texts.Of("kpi-name." + id), texts.Of("kpi-definition." + id)));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Every_language_has_its_own_name_and_definition(string id)
    {
        foreach (var language in ShippedTexts.All.Languages.Where(l => l != "en"))
            Assert.All(["kpi-name." + id, "kpi-definition." + id], key => Assert.NotEqual(ShippedTexts.All.For("en").Of(key), ShippedTexts.All.For(language).Of(key)));
    }
}
