namespace KpiDigest.Alerts;

/// <summary>Something that needs the admin.</summary>
/// <param name="Key">What it is about (<c>run:weekly:week:2026-11-16:1</c>); the same matter has the same key in each look.</param>
/// <param name="Text">Cause and fix, in one or two sentences. It may hold addresses: it goes to the admin only.</param>
internal sealed record Matter(string Key, string Text);
