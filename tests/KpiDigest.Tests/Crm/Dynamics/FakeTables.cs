namespace KpiDigest.Tests.Crm.Dynamics;

/// <summary>The tables of a new environment with Dynamics 365 Sales: set, id and columns as <c>name:type</c>.</summary>
internal static class FakeTables
{
    private const string Usual = " createdon:DateTime modifiedon:DateTime overriddencreatedon:DateTime statecode:State statuscode:Status ownerid:Owner owninguser:Lookup owningteam:Lookup versionnumber:BigInt";

    private const string Activity = Usual + " subject:String regardingobjectid:Lookup scheduledstart:DateTime scheduledend:DateTime actualstart:DateTime actualend:DateTime actualdurationminutes:Integer category:String";

    private static readonly (string Name, string Set, string Id, string Columns)[] All =
    [
        ("organization", "organizations", "organizationid", " name:String basecurrencyid:Lookup"),
        ("transactioncurrency", "transactioncurrencies", "transactioncurrencyid", " isocurrencycode:String exchangerate:Decimal"),
        ("businessunit", "businessunits", "businessunitid", " name:String parentbusinessunitid:Lookup"),
        ("team", "teams", "teamid", " name:String teamtype:Picklist isdefault:Boolean businessunitid:Lookup"),
        ("systemuser", "systemusers", "systemuserid", " fullname:String internalemailaddress:String isdisabled:Boolean businessunitid:Lookup applicationid:Uniqueidentifier accessmode:Picklist"),
        ("opportunity", "opportunities", "opportunityid", Usual + " name:String customerid:Customer parentaccountid:Lookup estimatedvalue:Money estimatedvalue_base:Money actualvalue:Money actualvalue_base:Money"
            + " exchangerate:Decimal transactioncurrencyid:Lookup estimatedclosedate:DateTime actualclosedate:DateTime stepname:String salesstage:Picklist msdyn_forecastcategory:Picklist"
            + " new_kind:Picklist new_margin:Money new_rivals:MultiSelectPicklist statuscodename:Virtual new_weight:Decimal"),
        ("opportunityclose", "opportunitycloses", "activityid", Activity + " opportunityid:Lookup actualrevenue:Money competitorid:Lookup"),
        ("account", "accounts", "accountid", Usual + " name:String industrycode:Picklist address1_country:String merged:Boolean masterid:Lookup new_tier:Picklist"),
        ("contact", "contacts", "contactid", Usual + " parentcustomerid:Customer"),
        ("lead", "leads", "leadid", Usual + " leadsourcecode:Picklist qualifyingopportunityid:Lookup parentaccountid:Lookup merged:Boolean masterid:Lookup"),
        ("appointment", "appointments", "activityid", Activity + " isalldayevent:Boolean"),
        ("phonecall", "phonecalls", "activityid", Activity),
        ("email", "emails", "activityid", Activity + " senton:DateTime"),
        ("task", "tasks", "activityid", Activity),
        ("activityparty", "activityparties", "activitypartyid", " activityid:Lookup partyid:Lookup participationtypemask:Picklist"),
        ("goal", "goals", "goalid", " title:String goalownerid:Owner metricid:Lookup parentgoalid:Lookup targetmoney:Money targetmoney_base:Money exchangerate:Decimal transactioncurrencyid:Lookup goalstartdate:DateTime"
            + " goalenddate:DateTime statecode:State amountdatatype:Picklist isamount:Boolean"),
        ("metric", "metrics", "metricid", " name:String isamount:Boolean"),
    ];

    public static Dictionary<string, FakeTable> Make() => All.ToDictionary(t => t.Name, t => new FakeTable(t.Name, t.Set, t.Id, $"{t.Id}:Uniqueidentifier{t.Columns}".Split(' ').Select(c => c.Split(':'))));
}
