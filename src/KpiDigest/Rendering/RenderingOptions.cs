namespace KpiDigest.Rendering;

/// <summary>Templates, looks and the browser that prints.</summary>
internal sealed class RenderingOptions
{
    public const string Section = "Rendering";

    /// <summary>A folder whose files replace those shipped; empty: none.</summary>
    public string Templates { get; set; } = "";

    /// <summary>The company's name in headers and footers; empty: the theme's.</summary>
    public string Company { get; set; } = "";

    /// <summary>Postal address in the footer; empty: the theme's.</summary>
    public string Address { get; set; } = "";

    /// <summary><c>A4</c> or <c>Letter</c>.</summary>
    public string Paper { get; set; } = "A4";

    /// <summary>Path of a Chromium, Chrome or Edge; empty: the usual names are looked for.</summary>
    public string Browser { get; set; } = "";

    /// <summary>Whether the browser prints inside its own sandbox. False only where that cannot start and the surroundings are one, as in a container.</summary>
    public bool Sandbox { get; set; } = true;

    /// <summary>Seconds after which a print is killed.</summary>
    public int TimeoutSeconds { get; set; } = 30;
}
