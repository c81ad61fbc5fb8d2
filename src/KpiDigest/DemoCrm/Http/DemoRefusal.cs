namespace KpiDigest.DemoCrm.Http;

/// <summary>Ends a request with an error answer; never leaves this folder.</summary>
internal sealed class DemoRefusal(DemoAnswer answer) : Exception
{
    public DemoAnswer Answer { get; } = answer;

    /// <summary>400.</summary>
    public static DemoRefusal Invalid(string message, params string[] errors) => new(DemoErrors.Invalid(message, errors));
}
