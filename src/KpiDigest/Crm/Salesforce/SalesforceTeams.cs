namespace KpiDigest.Crm.Salesforce;

/// <summary>What the team tree is.</summary>
internal enum SalesforceTeams
{
    /// <summary>The roles.</summary>
    Roles,

    /// <summary>The territories of the active model (Enterprise Territory Management); who has several counts in the first.</summary>
    Territories,
}
