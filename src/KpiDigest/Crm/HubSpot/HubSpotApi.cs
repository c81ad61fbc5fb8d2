namespace KpiDigest.Crm.HubSpot;

/// <summary>Names and limits of HubSpot's API.</summary>
internal static class HubSpotApi
{
    /// <summary>The dated version in every path.</summary>
    public const string Version = "2026-09";

    /// <summary>Teams have no general version newer than this one.</summary>
    public const string TeamsVersion = "2026-03";

    /// <summary>Objects in a page of a list.</summary>
    public const int ListLimit = 100;

    /// <summary>Objects in a list or batch when history is asked.</summary>
    public const int HistoryLimit = 50;

    /// <summary>Objects in a page of a search.</summary>
    public const int SearchLimit = 200;

    /// <summary>Inputs of an association batch.</summary>
    public const int AssociationLimit = 1000;

    /// <summary>Owners in a page.</summary>
    public const int OwnerLimit = 500;

    public const string Deals = "deals";
    public const string Companies = "companies";
    public const string Meetings = "meetings";
    public const string Calls = "calls";
    public const string Emails = "emails";
    public const string Leads = "leads";
    public const string Contacts = "contacts";
    public const string Goals = "goal_targets";

    public const string ObjectId = "hs_object_id";
    public const string LastModified = "hs_lastmodifieddate";
    public const string MergedIds = "hs_merged_object_ids";

    public static string List(string objectType) => $"crm/objects/{Version}/{objectType}";

    public static string Search(string objectType) => $"crm/objects/{Version}/{objectType}/search";

    public static string BatchRead(string objectType) => $"crm/objects/{Version}/{objectType}/batch/read";

    public static string Associations(string from, string to) => $"crm/associations/{Version}/{from}/{to}/batch/read";

    public static string Owners => $"crm/owners/{Version}";

    public static string DealPipelines => $"crm/pipelines/{Version}/deals";

    public static string Properties(string objectType) => $"crm/properties/{Version}/{objectType}";

    public static string DealSplits => $"deal-splits/{Version}/batch/read";

    public static string Teams => $"settings/users/{TeamsVersion}/teams";

    public static string Account => $"account-info/{Version}/details";
}
