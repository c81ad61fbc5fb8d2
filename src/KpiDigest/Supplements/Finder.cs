namespace KpiDigest.Supplements;

/// <summary>Finds what a text names; null with a fault where nothing, or more than one, is called so.</summary>
internal delegate T? Finder<T>(string text, out string fault)
    where T : class;
