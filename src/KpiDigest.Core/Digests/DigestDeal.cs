namespace KpiDigest.Core.Digests;

/// <summary>A named deal.</summary>
/// <param name="Name">Its name, one clean line.</param>
/// <param name="Link">https link; null: none.</param>
/// <param name="Detail">Amount, date and owner.</param>
public sealed record DigestDeal(string Name, string? Link, string Detail);
