namespace KpiDigest.Crm.Dynamics;

/// <summary>Names and limits of Dataverse's Web API.</summary>
internal static class DynamicsApi
{
    public const string Root = "api/data/v9.2/";

    /// <summary>Rows in a page; the most that Dataverse gives.</summary>
    public const int PageRows = 5000;

    /// <summary>Ids in a query that asks for what belongs to them: Dataverse takes 500 conditions and addresses of 32 kB.</summary>
    public const int IdsInQuery = 350;

    /// <summary>Where a count of rows stops.</summary>
    public const int MostCounted = 5000;

    /// <summary>How long a place in the changes is kept by Dataverse, if nobody set another time; ids are compared as often.</summary>
    public static readonly TimeSpan TrackedDays = TimeSpan.FromDays(7);

    public const string Opportunity = "opportunity";
    public const string OpportunityClose = "opportunityclose";
    public const string Account = "account";
    public const string Contact = "contact";
    public const string Lead = "lead";
    public const string Appointment = "appointment";
    public const string PhoneCall = "phonecall";
    public const string Email = "email";
    public const string Task = "task";
    public const string ActivityParty = "activityparty";
    public const string User = "systemuser";
    public const string Team = "team";
    public const string BusinessUnit = "businessunit";
    public const string Organization = "organization";
    public const string Currency = "transactioncurrency";
    public const string Goal = "goal";
    public const string Metric = "metric";

    public const string ModifiedOn = "modifiedon";

    /// <summary>Progress and counts of what is asked about the environment itself.</summary>
    public const string Metadata = "environment";

    public const string WhoAmI = Root + "WhoAmI";

    public static string Definition(string table) =>
        $"{Root}EntityDefinitions(LogicalName='{table}')?$select=LogicalName,EntitySetName,PrimaryIdAttribute,ChangeTrackingEnabled,Privileges&$expand=Attributes($select=LogicalName,AttributeType,AttributeTypeName,IsValidForRead)";

    /// <summary>The options of a table's choices; <paramref name="type"/> is <c>Picklist</c>, <c>Status</c> or <c>State</c>.</summary>
    public static string Choices(string table, string type) =>
        $"{Root}EntityDefinitions(LogicalName='{table}')/Attributes/Microsoft.Dynamics.CRM.{type}AttributeMetadata?$select=LogicalName&$expand=OptionSet($select=Options)";

    public static string Privileges(string user) => $"{Root}systemusers({user})/Microsoft.Dynamics.CRM.RetrieveUserPrivileges()";

    public static string Snapshot(IEnumerable<string> tables) => $"{Root}RetrieveTotalRecordCount(EntityNames=@p1)?@p1={Uri.EscapeDataString($"[{string.Join(",", tables.Select(t => $"\"{t}\""))}]")}";
}
