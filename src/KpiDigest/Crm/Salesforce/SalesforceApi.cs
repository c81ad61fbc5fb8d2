namespace KpiDigest.Crm.Salesforce;

/// <summary>Names and limits of Salesforce's REST API.</summary>
internal static class SalesforceApi
{
    /// <summary>The newest version this connector was written for; an organisation that serves less gets its newest.</summary>
    public const decimal NewestVersion = 68.0m;

    /// <summary>Rows in a page of a query; Salesforce may give fewer.</summary>
    public const int PageRows = 2000;

    /// <summary>Records in a set of a job's results: a page of a query many times over, and no more than memory has room for.</summary>
    public const int SetRows = 10_000;

    /// <summary>Ids in a query that asks for what belongs to them: its address stays below 8 kB.</summary>
    public const int IdsInQuery = 250;

    /// <summary>Deleted records can be seen for 15 days; a day is kept in hand.</summary>
    public static readonly TimeSpan RecycleBin = TimeSpan.FromDays(14);

    public const string Opportunity = "Opportunity";
    public const string OpportunityStage = "OpportunityStage";
    public const string OpportunityHistory = "OpportunityHistory";
    public const string OpportunityFieldHistory = "OpportunityFieldHistory";
    public const string OpportunitySplit = "OpportunitySplit";
    public const string OpportunitySplitType = "OpportunitySplitType";
    public const string Account = "Account";
    public const string Lead = "Lead";
    public const string Event = "Event";
    public const string EventRelation = "EventRelation";
    public const string Task = "Task";
    public const string User = "User";
    public const string UserRole = "UserRole";
    public const string Territory = "Territory2";
    public const string UserTerritory = "UserTerritory2Association";
    public const string Organization = "Organization";
    public const string ForecastingQuota = "ForecastingQuota";
    public const string ForecastingType = "ForecastingType";
    public const string Period = "Period";
    public const string CurrencyType = "CurrencyType";
    public const string DatedConversionRate = "DatedConversionRate";

    public const string Id = "Id";
    public const string IsDeleted = "IsDeleted";
    public const string Stamp = "SystemModstamp";

    public const string Versions = "services/data/";

    public const string Token = "services/oauth2/token";

    /// <summary>Progress and counts of what is asked about the organisation itself.</summary>
    public const string Metadata = "account";
}
