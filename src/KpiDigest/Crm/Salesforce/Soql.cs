using System.Globalization;

namespace KpiDigest.Crm.Salesforce;

/// <summary>Every query that is sent, as text. What comes in is field names out of a description, ids and instants.</summary>
internal static class Soql
{
    /// <summary>What lives, behind an id.</summary>
    public static string Living(TrackedRecords tracked, string after) =>
        $"SELECT {string.Join(",", tracked.Select)} FROM {tracked.Name} WHERE IsDeleted = false{tracked.Condition}{Behind(after)} ORDER BY Id";

    /// <summary>The same for a job, which order would only make slower.</summary>
    public static string LivingInAnyOrder(TrackedRecords tracked, string after) =>
        $"SELECT {string.Join(",", tracked.Select)} FROM {tracked.Name} WHERE IsDeleted = false{tracked.Condition}{Behind(after)}";

    /// <summary>The ids of what lives.</summary>
    public static string LivingIds(TrackedRecords tracked, string after) =>
        $"SELECT Id FROM {tracked.Name} WHERE IsDeleted = false{tracked.Condition}{Behind(after)} ORDER BY Id";

    /// <summary>How many live.</summary>
    public static string LivingCount(TrackedRecords tracked) => $"SELECT COUNT() FROM {tracked.Name} WHERE IsDeleted = false{tracked.Condition}";

    /// <summary>What changed in <c>[from, to)</c>, deleted records too, behind an id.</summary>
    public static string Changed(TrackedRecords tracked, WindowPoint window) =>
        $"SELECT {string.Join(",", tracked.Select)} FROM {tracked.Name} WHERE SystemModstamp >= {Instant(window.From)} AND SystemModstamp < {Instant(window.To)}{Behind(window.After)} ORDER BY Id";

    /// <summary>What is in the recycle bin.</summary>
    public static string Deleted(string objectType, string after) => $"SELECT Id,IsDeleted FROM {objectType} WHERE IsDeleted = true{Behind(after)} ORDER BY Id";

    /// <summary>The states of deals after each change.</summary>
    public static string History(IEnumerable<string> fields, IEnumerable<string> deals) =>
        $"SELECT {string.Join(",", fields)} FROM OpportunityHistory WHERE OpportunityId IN ({Ids(deals)}) ORDER BY OpportunityId,CreatedDate,Id";

    public static string OwnerHistory(IEnumerable<string> deals) =>
        $"SELECT OpportunityId,CreatedDate,OldValue,NewValue FROM OpportunityFieldHistory WHERE Field = 'Owner' AND OpportunityId IN ({Ids(deals)}) ORDER BY OpportunityId,CreatedDate,Id";

    public const string AnyOwnerHistory = "SELECT Id FROM OpportunityFieldHistory WHERE Field = 'Owner' LIMIT 1";

    public static string Splits(string splitType, IEnumerable<string> deals) =>
        $"SELECT OpportunityId,SplitOwnerId,SplitPercentage FROM OpportunitySplit WHERE SplitTypeId = '{Id(splitType)}' AND OpportunityId IN ({Ids(deals)}) ORDER BY OpportunityId,Id";

    public const string SplitTypes = "SELECT Id,DeveloperName,IsTotalValidated FROM OpportunitySplitType WHERE IsActive = true ORDER BY Id";

    /// <summary>Without shared activities there is no <c>IsInvitee</c>, and every relation is that of an invitee.</summary>
    public static string Invitees(SeenObject relation, IEnumerable<string> events) =>
        $"SELECT {string.Join(",", relation.Known(["EventId", "RelationId", "Status"]))} FROM EventRelation "
        + $"WHERE IsDeleted = false{(relation.Has("IsInvitee") ? " AND IsInvitee = true" : "")} AND EventId IN ({Ids(events)}) ORDER BY EventId,Id";

    public const string Stages = "SELECT ApiName,MasterLabel,IsClosed,IsWon,DefaultProbability,SortOrder FROM OpportunityStage ORDER BY SortOrder";

    public static string Users(IEnumerable<string> fields) => $"SELECT {string.Join(",", fields)} FROM User ORDER BY Id";

    public const string Roles = "SELECT Id,Name,ParentRoleId FROM UserRole ORDER BY Id";

    public const string Territories = "SELECT Id,Name,ParentTerritory2Id FROM Territory2 WHERE Territory2Model.State = 'Active' ORDER BY Id";

    public const string UsersOfTerritories = "SELECT UserId,Territory2Id FROM UserTerritory2Association WHERE IsActive = true AND Territory2.Territory2Model.State = 'Active' ORDER BY UserId,Territory2Id";

    public static string Organization(IEnumerable<string> fields) => $"SELECT {string.Join(",", fields)} FROM Organization";

    public const string Currencies = "SELECT IsoCode,ConversionRate,IsCorporate FROM CurrencyType ORDER BY IsoCode";

    public const string DatedRates = "SELECT IsoCode,StartDate,NextStartDate,ConversionRate FROM DatedConversionRate ORDER BY IsoCode,StartDate";

    public const string ForecastingTypes = "SELECT Id,DeveloperName,MasterLabel FROM ForecastingType ORDER BY Id";

    public static string Quotas(IEnumerable<string> fields) => $"SELECT {string.Join(",", fields)} FROM ForecastingQuota WHERE IsAmount = true ORDER BY Id";

    public const string Periods = "SELECT Id,StartDate,EndDate FROM Period ORDER BY Id";

    public const string OwnPermissions = "SELECT PermissionsViewAllData FROM UserPermissionAccess";

    public static string PermissionSets(string user) => $"SELECT PermissionSet.PermissionsViewAllData FROM PermissionSetAssignment WHERE AssigneeId = '{Id(user)}'";

    public static string ViewAllObjects(string user) =>
        "SELECT SobjectType FROM ObjectPermissions WHERE PermissionsViewAllRecords = true AND ParentId IN "
        + $"(SELECT PermissionSetId FROM PermissionSetAssignment WHERE AssigneeId = '{Id(user)}')";

    /// <summary>Milliseconds since 1970 as a literal, to the second: literals have no fraction.</summary>
    public static string Instant(long millis) =>
        DateTimeOffset.FromUnixTimeMilliseconds(millis).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static string Behind(string after) => after.Length == 0 ? "" : $" AND Id > '{Id(after)}'";

    private static string Ids(IEnumerable<string> ids) => string.Join(",", ids.Select(id => $"'{Id(id)}'"));

    private static string Id(string id) => SalesforceId.Fits(id) ? id : throw new CrmException($"Salesforce gave an id that is none: '{Http.Excerpt.Of(id, 40)}'", isTransient: true);
}
