using System.Text.RegularExpressions;
using NodaTime;
using NodaTime.Text;

namespace KpiDigest.Tests.Crm.Salesforce;

/// <summary>The queries that this program may send, and no others: an allow-list, no parser.</summary>
internal static class FakeSoql
{
    private const string Fields = "SELECT (?<fields>[A-Za-z_.,0-9]+) FROM (?<object>[A-Za-z]+)";
    private const string Conditions = "(?<flags>( AND (IsChild|IsRecurrence) = false)*)(?<nopattern> AND GroupEventType != '3')?(?<noemail> AND TaskSubtype NOT IN \\('Email','ListEmail'\\))?";
    private const string Behind = "( AND Id > '(?<after>[0-9A-Za-z]{18})')?";
    private const string Time = "[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z";
    private const string In = "\\('(?<ids>[0-9A-Za-z',]+)'\\)";

    private static readonly Regex[] Known =
    [
        .. new[]
        {
            $"{Fields} WHERE IsDeleted = (?<deleted>false){Conditions}{Behind} ORDER BY Id",
            $"SELECT COUNT\\(\\) FROM (?<object>[A-Za-z]+) WHERE IsDeleted = (?<deleted>false){Conditions}",
            $"{Fields} WHERE SystemModstamp >= (?<from>{Time}) AND SystemModstamp < (?<to>{Time}){Behind} ORDER BY Id",
            $"{Fields} WHERE IsDeleted = (?<deleted>true){Behind} ORDER BY Id",
            $"SELECT (?<fields>[A-Za-z,]+) FROM (?<object>OpportunityHistory) WHERE (?<key>OpportunityId) IN {In} ORDER BY OpportunityId,CreatedDate,Id",
            $"SELECT (?<fields>OpportunityId,CreatedDate,OldValue,NewValue) FROM (?<object>OpportunityFieldHistory) WHERE Field = '(?<field>Owner)' AND (?<key>OpportunityId) IN {In} ORDER BY OpportunityId,CreatedDate,Id",
            "SELECT (?<fields>Id) FROM (?<object>OpportunityFieldHistory) WHERE Field = '(?<field>Owner)' LIMIT 1",
            $"SELECT (?<fields>OpportunityId,SplitOwnerId,SplitPercentage) FROM (?<object>OpportunitySplit) WHERE SplitTypeId = '(?<type>[0-9A-Za-z]+)' AND (?<key>OpportunityId) IN {In} ORDER BY OpportunityId,Id",
            "SELECT (?<fields>Id,DeveloperName,IsTotalValidated) FROM (?<object>OpportunitySplitType) WHERE IsActive = true ORDER BY Id",
            $"SELECT (?<fields>EventId,RelationId(,Status)?) FROM (?<object>EventRelation) WHERE IsDeleted = (?<deleted>false)(?<invitee> AND IsInvitee = true)? AND (?<key>EventId) IN {In} ORDER BY EventId,Id",
            "SELECT (?<fields>ApiName,MasterLabel,IsClosed,IsWon,DefaultProbability,SortOrder) FROM (?<object>OpportunityStage) ORDER BY SortOrder",
            "SELECT (?<fields>[A-Za-z,]+) FROM (?<object>User|UserRole|Period|ForecastingType) ORDER BY Id",
            "SELECT (?<fields>Id,Name,ParentTerritory2Id) FROM (?<object>Territory2) WHERE Territory2Model.State = '(?<state>Active)' ORDER BY Id",
            "SELECT (?<fields>UserId,Territory2Id) FROM (?<object>UserTerritory2Association) WHERE (?<active>IsActive) = true AND Territory2.Territory2Model.State = '(?<state>Active)' ORDER BY UserId,Territory2Id",
            "SELECT (?<fields>[A-Za-z,]+) FROM (?<object>Organization|UserPermissionAccess)",
            "SELECT (?<fields>IsoCode,ConversionRate,IsCorporate) FROM (?<object>CurrencyType) ORDER BY IsoCode",
            "SELECT (?<fields>IsoCode,StartDate,NextStartDate,ConversionRate) FROM (?<object>DatedConversionRate) ORDER BY IsoCode,StartDate",
            "SELECT (?<fields>[A-Za-z,]+) FROM (?<object>ForecastingQuota) WHERE IsAmount = true ORDER BY Id",
            "SELECT (?<fields>PermissionSet.PermissionsViewAllData) FROM (?<object>PermissionSetAssignment) WHERE AssigneeId = '[0-9A-Za-z]+'",
            "SELECT (?<fields>SobjectType) FROM (?<object>ObjectPermissions) WHERE PermissionsViewAllRecords = true AND ParentId IN \\(SELECT PermissionSetId FROM PermissionSetAssignment WHERE AssigneeId = '[0-9A-Za-z]+'\\)",
        }.Select(p => new Regex($"^{p}$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)),
    ];

    private static readonly Regex Job = new($"^{Fields} WHERE IsDeleted = (?<deleted>false){Conditions}{Behind}$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture);

    /// <summary>Null: no query of ours for a job.</summary>
    public static Match? FindJob(string soql) => Job.Match(soql) is { Success: true } match ? match : null;

    /// <summary>Null: no query of ours.</summary>
    public static Match? Find(string soql) => Array.Find(Known, k => k.IsMatch(soql))?.Match(soql);

    public static IEnumerable<FakeRecord> Filter(IEnumerable<FakeRecord> rows, Match query)
    {
        if (Group(query, "deleted") is { } deleted) rows = rows.Where(r => r.Is("IsDeleted") == bool.Parse(deleted));
        if (Group(query, "flags") is { } flags) rows = rows.Where(r => !(flags.Contains("IsChild", StringComparison.Ordinal) && r.Is("IsChild")) && !(flags.Contains("IsRecurrence", StringComparison.Ordinal) && r.Is("IsRecurrence")));
        if (Group(query, "nopattern") is not null) rows = rows.Where(r => r.Text("GroupEventType") != "3");
        if (Group(query, "noemail") is not null) rows = rows.Where(r => r.Text("TaskSubtype") is not ("Email" or "ListEmail"));
        if (Group(query, "from") is { } from) rows = rows.Where(r => r.Stamp >= At(from) && r.Stamp < At(Group(query, "to")!));
        if (Group(query, "after") is { } after) rows = rows.Where(r => string.CompareOrdinal(r.Id, after) > 0);
        if (Group(query, "field") is { } field) rows = rows.Where(r => r.Text("Field") == field);
        if (Group(query, "invitee") is not null) rows = rows.Where(r => r.Is("IsInvitee"));
        if (Group(query, "state") is { } state) rows = rows.Where(r => r.Text("State") == state);
        if (Group(query, "active") is { } active) rows = rows.Where(r => r.Is(active));
        if (Group(query, "type") is { } type) rows = rows.Where(r => r.Text("SplitTypeId") == type);
        if (Group(query, "ids") is { } ids && ids.Split("','").ToHashSet() is var wanted) rows = rows.Where(r => wanted.Contains(r.Text(Group(query, "key")!) ?? ""));
        return Group(query, "key") is { } key
            ? rows.OrderBy(r => r.Text(key), StringComparer.Ordinal).ThenBy(r => r["CreatedDate"] is Instant at ? at : default).ThenBy(r => r.Id, StringComparer.Ordinal)
            : rows;
    }

    public static string? Group(Match query, string name) => query.Groups[name] is { Success: true, Length: > 0 } group ? group.Value : null;

    private static Instant At(string text) => InstantPattern.General.Parse(text).Value;
}
