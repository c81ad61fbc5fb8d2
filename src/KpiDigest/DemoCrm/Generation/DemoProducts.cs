namespace KpiDigest.DemoCrm.Generation;

/// <summary>What the company sells, and in which line each product stands.</summary>
internal static class DemoProducts
{
    public const string Service = "Service";
    public const string Software = "Software";

    private static readonly Dictionary<string, (string Line, double Margin)> Lines = new()
    {
        ["Flowmeter FX200"] = ("Flow", 0.42),
        ["Gas analyser G4"] = ("Analysis", 0.46),
        ["Torque bench T9"] = ("Test benches", 0.36),
        ["pH probe set P12"] = ("Analysis", 0.51),
        ["LabHub licences"] = (Software, 0.78),
        ["Pressure rig PR7"] = ("Test benches", 0.39),
        ["Calibration contract"] = (Service, 0.55),
    };

    public static string LineOf(string product) => Lines[product].Line;

    /// <summary>Usual gross margin, as a share of the amount.</summary>
    public static double MarginOf(string product) => Lines[product].Margin;
}
