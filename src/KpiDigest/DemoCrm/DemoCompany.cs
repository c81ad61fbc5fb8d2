namespace KpiDigest.DemoCrm;

/// <summary>A company of our own making: fixed seed, fixed last day, the same everywhere.</summary>
internal static class DemoCompany
{
    public static DemoCrmData Generate() => throw new NotImplementedException();
}
