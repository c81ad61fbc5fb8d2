namespace KpiDigest.Crm.Recording;

/// <summary>What says nothing of a customer: the CRMs' own words. Everything that is not here is replaced.</summary>
internal static class KeptWords
{
    /// <summary>Values.</summary>
    public static IReadOnlySet<string> Values { get; } = Words(
        """
        true false null PERSON QUEUE USER STANDARD COMPLETE PENDING error HUBSPOT_DEFINED USER_DEFINED CRM_UI INTEGRATION API IMPORT WORKFLOWS
        string number enumeration bool date datetime text select booleancheckbox textarea radio checkbox
        deals companies contacts meetings calls emails leads goal_targets archived
        deal_to_company deal_to_company_unlabeled meeting_to_deal meeting_to_company meeting_to_contact call_to_deal call_to_company email_to_deal email_to_company lead_to_deal lead_to_company
        newbusiness existingbusiness renewal sales_quota monthly quarterly yearly weekly SUM COUNT CURRENCY amount 0-1 0-2 0-3
        SCHEDULED COMPLETED CANCELED CANCELLED RESCHEDULED NO_SHOW NO_ANSWER BUSY MISSED FAILED QUEUED RINGING IN_PROGRESS CONNECTING SENT SENDING BOUNCED
        OMIT PIPELINE BEST_CASE COMMIT CLOSED BestCase Pipeline Closed Omitted Forecast MostLikely
        GTE LTE GT LT EQ NEQ IN NOT_IN VALIDATION_ERROR MISSING_SCOPES OBJECT_NOT_FOUND RATE_LIMIT TEN_SECONDLY_ROLLING SECONDLY DAILY EXPIRED_AUTHENTICATION INVALID_AUTHENTICATION
        app.hubspot.com app-eu1.hubspot.com na1 eu1 picklist currency double id reference boolean int percent
        open won lost deleted deals_won person team company sum quantity sales global call meeting task deadline email lunch
        title value status stage_id pipeline_id owner_id user_id expected_close_date lost_reason channel origin industry source_name attendees deals_progressed deals_started
        varchar varchar_auto varchar_options monetary enum set user org people phone daterange time timerange address
        Opportunity OpportunityHistory OpportunityFieldHistory OpportunitySplit Account Contact User UserRole Territory2 UserTerritory2Association Task Event Lead ForecastingQuota ForecastingType CurrencyType DatedConversionRate Organization
        Standard Active Owner Call Email ListEmail None Read Edit ReadEditTransfer ControlledByParent All
        opportunity opportunityclose account contact lead appointment phonecall email task activityparty systemuser team businessunit organization transactioncurrency goal metric
        opportunities opportunitycloses accounts leads appointments phonecalls emails tasks activityparties systemusers teams businessunits organizations transactioncurrencies goals metrics
        Global Deep Local Basic Read Write Create Delete Assign Share Append AppendTo
        Money Decimal Double Integer BigInt DateTime Lookup Customer Owner Picklist State Status Boolean String Memo Uniqueidentifier Virtual EntityName PartyList
        """);

    /// <summary>Names of properties that every account has and that begin with no <c>hs_</c>.</summary>
    public static IReadOnlySet<string> Names { get; } = Words(
        """
        dealname amount amount_in_home_currency deal_currency_code dealstage pipeline closedate createdate dealtype closed_lost_reason closed_won_reason hubspot_owner_id hubspot_team_id
        name industry state country domain lastmodifieddate lifecyclestage
        Id IsDeleted CreatedDate SystemModstamp Name Email IsActive UserRoleId UserType ManagerId ParentRoleId ParentTerritory2Id UserId Territory2Id OwnerId AccountId MasterRecordId Industry BillingCountry
        Amount StageName Probability CloseDate IsClosed IsWon Type ForecastCategory LeadSource RecordTypeId CurrencyIsoCode IsSplit OpportunityId Field OldValue NewValue
        ApiName MasterLabel DefaultProbability SortOrder TimeZoneSidKey DefaultCurrencyIsoCode DefaultOpportunityAccess DefaultAccountAccess DefaultLeadAccess DefaultCalendarAccess
        Status IsConverted ConvertedDate ConvertedAccountId ConvertedOpportunityId StartDateTime EndDateTime ActivityDate IsAllDayEvent WhoId WhatId IsChild IsGroupEvent IsRecurrence IsRecurrence2 GroupEventType
        EventId RelationId IsInvitee TaskSubtype CompletedDateTime CallDurationInSeconds QuotaOwnerId QuotaAmount StartDate EndDate PeriodId ForecastingTypeId IsAmount DeveloperName
        IsoCode ConversionRate IsCorporate NextStartDate SplitOwnerId SplitPercentage SplitTypeId IsTotalValidated PermissionsViewAllData PermissionsViewAllRecords SobjectType AssigneeId ParentId PermissionSet
        opportunityid accountid contactid parentcustomerid leadid activityid activitypartyid systemuserid teamid businessunitid organizationid transactioncurrencyid goalid metricid
        statecode statuscode ownerid owninguser owningteam createdon modifiedon overriddencreatedon customerid parentaccountid estimatedvalue estimatedvalue_base actualvalue actualvalue_base
        exchangerate estimatedclosedate actualclosedate stepname salesstage msdyn_forecastcategory actualrevenue competitorid industrycode address1_country merged masterid leadsourcecode
        qualifyingopportunityid regardingobjectid scheduledstart scheduledend actualstart actualend actualdurationminutes category senton isalldayevent partyid participationtypemask
        goalownerid parentgoalid targetmoney targetmoney_base goalstartdate goalenddate amountdatatype isamount basecurrencyid isocurrencycode parentbusinessunitid fullname
        internalemailaddress isdisabled applicationid accessmode teamtype isdefault
        """);

    /// <summary>Members of answers and requests.</summary>
    public static IReadOnlySet<string> Members { get; } = Words(
        """
        results id properties propertiesWithHistory associations createdAt updatedAt archived archivedAt paging next prev after link total value timestamp sourceType sourceId updatedByUserId
        label displayOrder stages metadata isClosed probability writePermissions email type firstName lastName userId userIdIncludingInactive teams primary userIds secondaryUserIds
        portalId accountType timeZone companyCurrency additionalCurrencies utcOffset utcOffsetMilliseconds uiDomain dataHostingLocation options hidden fieldType groupName description hubspotDefined
        from to toObjectId associationTypes category typeId status startedAt completedAt numErrors errors message correlationId context ids policyName errorType links code requiredGranularScopes
        inputs filterGroups filters propertyName operator sorts limit splits companies contacts deals meetings calls emails leads
        fromCurrencyCode toCurrencyCode conversionRate effectiveAt visibleInUI
        totalSize done nextRecordsUrl records attributes url fields sobjects nillable picklistValues active updateable filterable length precision scale custom version referenceTo relationshipName errorCode
        @odata.context @odata.etag @odata.nextLink @odata.deltaLink @odata.count error teammembership_association
        success data additional_data next_cursor pagination start more_items_in_collection next_start error_info errorCode title creator_user_id owner_id person_id org_id pipeline_id stage_id
        currency lost_reason add_time update_time stage_change_time expected_close_date close_time won_time lost_time local_won_date local_lost_date local_close_date is_deleted is_archived
        archive_time label_ids origin origin_id channel channel_id source_lead_id acv arr mrr custom_fields order_nr deal_probability is_deal_probability_enabled is_deal_rot_enabled days_to_rotten
        field_key old_value new_value actor_user_id time field_code field_name field_type is_custom_field active_flag deleted_flag manager_id users timezone_name default_currency is_admin access app admin
        company_id company_name company_domain key_string icon_key goals params assignee interval duration end expected_outcome target tracking_metric currency_id is_active report_ids subject deal_id
        lead_id due_date due_time marked_as_done_time participants attendees user_id organization_id source_name address country website annual_revenue employee_count probability
        LogicalName EntitySetName PrimaryIdAttribute ChangeTrackingEnabled Privileges PrivilegeId PrivilegeType Attributes AttributeType AttributeTypeName IsValidForRead OptionSet Options Value Label
        UserLocalizedLabel UserId BusinessUnitId OrganizationId RolePrivileges Depth EntityRecordCountCollection Keys Values Count
        """);

    private static HashSet<string> Words(string text) => new(text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries), StringComparer.Ordinal);
}
