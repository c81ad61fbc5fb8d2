namespace KpiDigest.Crm.Pipedrive;

/// <summary>Names, prices and limits of Pipedrive's REST API: version 2 where there is one, version 1 where there is not.</summary>
internal static class PipedriveApi
{
    /// <summary>Records in a page.</summary>
    public const int PageRows = 500;

    /// <summary>Ids in a request that asks for records by id.</summary>
    public const int IdsInRequest = 100;

    /// <summary>Custom fields that a request may name; of more, all come.</summary>
    public const int MostCustomFields = 15;

    /// <summary>What a page of a log of changes takes from the day's tokens.</summary>
    public const int LogTokens = 20;

    public const string Me = "api/v1/users/me";
    public const string Users = "api/v1/users";
    public const string Teams = "api/v1/legacyTeams";
    public const string ActivityTypes = "api/v1/activityTypes";
    public const string Currencies = "api/v1/currencies";
    public const string Goals = "api/v1/goals/find";
    public const string Leads = "api/v1/leads";
    public const string ArchivedLeads = "api/v1/leads/archived";
    public const string Deals = "api/v2/deals";
    public const string ArchivedDeals = "api/v2/deals/archived";
    public const string Organizations = "api/v2/organizations";
    public const string Activities = "api/v2/activities";
    public const string Pipelines = "api/v2/pipelines";
    public const string Stages = "api/v2/stages";
    public const string DealFields = "api/v2/dealFields";
    public const string OrganizationFields = "api/v2/organizationFields";

    /// <summary>What deals are counted as in progress and cursors.</summary>
    public const string DealsName = "deals";

    public const string ArchivedName = "deals (archived)";
    public const string DeletedName = "deals (deleted)";
    public const string ChangelogName = "deals (changelog)";
    public const string OrganizationsName = "organizations";
    public const string ActivitiesName = "activities";
    public const string LeadsName = "leads";
    public const string ArchivedLeadsName = "leads (archived)";

    /// <summary>Remembers when everything was last listed from beginning to end.</summary>
    public const string WholeName = "whole lists";

    /// <summary>What is asked about the account itself.</summary>
    public const string Metadata = "account";

    public const string Id = "id";
    public const string Stamp = "update_time";

    /// <summary>A deal's log of changes.</summary>
    public static string Changelog(string deal) => $"api/v1/deals/{deal}/changelog";
}
