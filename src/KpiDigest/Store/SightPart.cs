namespace KpiDigest.Store;

/// <summary>Where a proof comes from that the CRM's user does not see everything; each part is replaced by the next look at the same part.</summary>
internal enum SightPart
{
    /// <summary>What the CRM says of its user's permissions; every sync asks.</summary>
    User,

    /// <summary>What is stored, compared with what the CRM counts; every full sync looks.</summary>
    Records,
}
