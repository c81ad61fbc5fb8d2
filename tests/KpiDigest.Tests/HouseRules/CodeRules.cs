using System.Reflection;
using System.Text.RegularExpressions;
using KpiDigest.Core.Facts;
using KpiDigest.Crm;
using KpiDigest.Tests.Support;

namespace KpiDigest.Tests.HouseRules;

/// <summary>How our code is written, where no analyzer says it.</summary>
public sealed partial class CodeRules
{
    private const int LongestFile = 300;

    private static readonly Assembly[] Ours = [typeof(Deal).Assembly, typeof(CrmOptions).Assembly];

    // An interface needs two production implementations, or a test would have nothing but a mock to stand on.
    private static readonly string[] Interfaces = ["IKpi", "IInsightRule", "IPeriodRule", "ICrmSource", "IBounceBox", "IDeliveryChannel", "ISyncProgress"];

    private static readonly string[] NoNames = ["Manager", "Helper", "Helpers", "Util", "Utils", "Utilities", "Service", "Processor", "Base", "Impl", "Common"];

    [Fact]
    public void No_file_is_longer_than_300_lines() =>
        Faults.None(Code().Where(file => RepositoryFiles.Read(file).AsSpan().TrimEnd().Count('\n') + 1 > LongestFile));

    [Fact]
    public void No_file_hides_code_in_regions() =>
        Faults.None(Code().Where(file => Region().IsMatch(CodeText.Of(RepositoryFiles.Read(file)))));

    [Fact]
    public void Nothing_in_src_is_left_for_later() =>
        Faults.None(RepositoryFiles.Below("src").Where(file => Unfinished().IsMatch(RepositoryFiles.Read(file))));

    [Fact]
    public void Only_the_seams_are_interfaces() =>
        Faults.None(OurTypes().Where(type => type.IsInterface && !Interfaces.Contains(type.Name)).Select(type => type.FullName));

    [Fact]
    public void No_type_has_a_name_that_says_nothing() =>
        Faults.None(OurTypes().Where(type => NoNames.Contains(LastWord(type.Name))).Select(type => type.FullName));

    [Fact]
    public void Core_is_public_and_the_program_is_not()
    {
        Faults.None(typeof(CrmOptions).Assembly.GetExportedTypes().Where(type => type.Name != "Program").Select(type => type.FullName));
        Assert.NotEmpty(typeof(Deal).Assembly.GetExportedTypes());
    }

    [Theory]
    [InlineData("#region A")]
    [InlineData("  # region")]
    public void A_region_is_found(string line) => Assert.Matches(Region(), line);

    private static IEnumerable<string> Code() => RepositoryFiles.Code("src").Concat(RepositoryFiles.Code("tests"));

    private static IEnumerable<Type> OurTypes() =>
        Ours.SelectMany(assembly => assembly.GetTypes())
            .Where(type => type.Namespace?.StartsWith("KpiDigest", StringComparison.Ordinal) == true && !type.Name.Contains('<', StringComparison.Ordinal));

    private static string? LastWord(string name) => Word().Matches(name.Split('`')[0]).LastOrDefault()?.Value;

    [GeneratedRegex(@"^\s*#\s*region", RegexOptions.Multiline)]
    private static partial Regex Region();

    // Spelt so that this line does not find itself in a search.
    // A task of HubSpot's may be of the type of that name, so the word alone is no sign.
    [GeneratedRegex(@"//+\s*(TO[D]O|FIX[M]E|X[X]X)\b|\b(TO[D]O|FIX[M]E)\s*[:(]|NotImplemented[E]xception")]
    private static partial Regex Unfinished();

    [GeneratedRegex("[A-Z][a-z0-9]*")]
    private static partial Regex Word();
}
