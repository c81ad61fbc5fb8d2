namespace KpiDigest.Tests.Crm.Salesforce;

/// <summary>The fields each object has in a new organisation, as <c>name:type</c>.</summary>
internal static class FakeSchema
{
    private const string Usual = "Id:id IsDeleted:boolean CreatedDate:datetime SystemModstamp:datetime";

    public static Dictionary<string, Dictionary<string, string>> Objects()
    {
        var objects = new Dictionary<string, string>
        {
            ["Organization"] = "Id:id Name:string TimeZoneSidKey:picklist DefaultCurrencyIsoCode:picklist DefaultOpportunityAccess:picklist DefaultAccountAccess:picklist DefaultLeadAccess:picklist",
            ["User"] = "Id:id Name:string Email:email IsActive:boolean UserRoleId:reference UserType:picklist ManagerId:reference",
            ["UserRole"] = "Id:id Name:string ParentRoleId:reference",
            ["Territory2"] = "Id:id Name:string ParentTerritory2Id:reference",
            ["UserTerritory2Association"] = "Id:id UserId:reference Territory2Id:reference IsActive:boolean",
            ["OpportunityStage"] = "Id:id ApiName:string MasterLabel:string IsActive:boolean IsClosed:boolean IsWon:boolean DefaultProbability:percent SortOrder:int",
            ["Opportunity"] = Usual + " Name:string AccountId:reference Amount:currency StageName:picklist Probability:percent CloseDate:date IsClosed:boolean IsWon:boolean Type:picklist"
                + " ForecastCategory:picklist OwnerId:reference LeadSource:picklist Rival__c:multipicklist Why_Lost__c:picklist Margin__c:currency",
            ["OpportunityHistory"] = "Id:id OpportunityId:reference CreatedDate:datetime StageName:picklist Amount:currency CloseDate:date ForecastCategory:picklist Probability:percent IsDeleted:boolean",
            ["OpportunityFieldHistory"] = "Id:id OpportunityId:reference Field:picklist OldValue:anyType NewValue:anyType CreatedDate:datetime",
            ["Account"] = Usual + " Name:string Industry:picklist BillingCountry:string OwnerId:reference MasterRecordId:reference Tier__c:picklist",
            ["Lead"] = Usual + " Status:picklist LeadSource:picklist OwnerId:reference IsConverted:boolean ConvertedDate:date ConvertedAccountId:reference ConvertedOpportunityId:reference",
            ["Event"] = Usual + " StartDateTime:datetime EndDateTime:datetime ActivityDate:date IsAllDayEvent:boolean Type:picklist OwnerId:reference WhoId:reference WhatId:reference"
                + " AccountId:reference IsChild:boolean IsGroupEvent:boolean IsRecurrence:boolean IsRecurrence2:boolean GroupEventType:picklist",
            ["EventRelation"] = "Id:id EventId:reference RelationId:reference IsInvitee:boolean IsDeleted:boolean Status:picklist",
            ["Task"] = Usual + " TaskSubtype:picklist Type:picklist IsClosed:boolean ActivityDate:date CompletedDateTime:datetime CallDurationInSeconds:int OwnerId:reference WhoId:reference"
                + " WhatId:reference AccountId:reference IsRecurrence:boolean",
            ["ForecastingQuota"] = "Id:id QuotaOwnerId:reference QuotaAmount:currency StartDate:date PeriodId:reference ForecastingTypeId:reference IsAmount:boolean",
            ["ForecastingType"] = "Id:id DeveloperName:string MasterLabel:string IsActive:boolean",
            ["Period"] = "Id:id StartDate:date EndDate:date Type:picklist",
            ["UserPermissionAccess"] = "PermissionsViewAllData:boolean",
            ["PermissionSetAssignment"] = "PermissionSet.PermissionsViewAllData:boolean AssigneeId:reference PermissionSetId:reference",
            ["ObjectPermissions"] = "SobjectType:picklist PermissionsViewAllRecords:boolean ParentId:reference",
        };
        return objects.ToDictionary(o => o.Key, o => o.Value.Split(' ').Select(f => f.Split(':')).ToDictionary(f => f[0], f => f[1]));
    }
}
