namespace KpiDigest.DemoCrm.Schema;

/// <summary>How a value is kept.</summary>
internal enum DemoValueKind : byte
{
    Null = 0,
    Text,
    Whole,
    Amount,
    Flag,
    Moment,
}
