using KpiDigest.DemoCrm.Records;

namespace KpiDigest.DemoCrm.Schema;

/// <summary>Every object type the server knows, by name and by type id.</summary>
internal static class DemoObjectTypes
{
    private const string ContactsScope = "crm.objects.contacts.read";

    /// <summary>The list.</summary>
    public static IReadOnlyList<DemoObjectType> All { get; } =
    [
        DealProperties.Create(),
        new ObjectTypeOf<CompanyRecord>("companies", "0-2", "crm.objects.companies.read", "createdate")
            .Text("name", "Company name", c => c.Name).Text("domain", "Domain", c => c.Domain).Text("industry", "Industry", c => c.Industry)
            .Text("country", "Country", c => c.Country).Text("state", "State", _ => null).Choice("lifecyclestage", "Lifecycle stage", c => c.LifecycleStage)
            .Money("annualrevenue", "Annual revenue", c => c.AnnualRevenue).Whole("numberofemployees", "Employees", c => c.Employees)
            .Choice("segment", "Segment", c => c.Segment).Day("churned_on", "Customer until", c => c.ChurnedOn),
        new ObjectTypeOf<ContactRecord>("contacts", "0-1", ContactsScope, "createdate", "lastmodifieddate")
            .Text("firstname", "First name", c => c.FirstName).Text("lastname", "Last name", c => c.LastName).Text("email", "Email", c => c.Email)
            .Choice("lifecyclestage", "Lifecycle stage", c => c.LifecycleStage).RecordId("associatedcompanyid", "Primary company", c => c.CompanyId),
        new ObjectTypeOf<LeadRecord>("leads", "0-136", "crm.objects.leads.read")
            .Text("hs_lead_name", "Lead name", l => l.Name).Choice("hs_pipeline_stage", "Stage", l => l.Stage).Text("hs_lead_source", "Source", l => l.Source)
            .Moment("hs_v2_date_entered_qualified_stage_id_1286392155", "Date entered Qualified", l => l.QualifiedAt)
            .Choice("hs_lead_type", "Type", l => l.Type).RecordId("hs_primary_contact_id", "Contact", l => l.ContactId).RecordId("hs_primary_company_id", "Company", l => l.CompanyId),
        new ObjectTypeOf<MeetingRecord>("meetings", "0-47", ContactsScope)
            .Moment("hs_timestamp", "Activity date", m => m.Start).Text("hs_meeting_title", "Title", m => m.Title)
            .Moment("hs_meeting_start_time", "Start", m => m.Start).Moment("hs_meeting_end_time", "End", m => m.End)
            .Choice("hs_meeting_outcome", "Outcome", m => m.Outcome).Choice("hs_activity_type", "Meeting type", m => m.ActivityType)
            .Text("hs_attendee_owner_ids", "Attendee owners", m => m.AttendeeOwnerIds),
        new ObjectTypeOf<CallRecord>("calls", "0-48", ContactsScope)
            .Moment("hs_timestamp", "Activity date", c => c.At).Text("hs_call_title", "Title", c => c.Title).Whole("hs_call_duration", "Duration", c => c.DurationMs)
            .Choice("hs_call_direction", "Direction", c => c.Direction).Choice("hs_call_status", "Status", c => c.Status)
            .Text("hs_call_disposition", "Outcome", _ => null).Choice("hs_activity_type", "Call type", c => c.ActivityType),
        new ObjectTypeOf<TaskRecord>("tasks", "0-27", ContactsScope)
            .Moment("hs_timestamp", "Due date", t => t.Due).Text("hs_task_subject", "Title", t => t.Subject)
            .Choice("hs_task_status", "Status", t => t.Status).Choice("hs_task_type", "Type", t => t.Type),
        GoalProperties.Create(),
        new ObjectTypeOf<PlainRecord>("line_items", "0-8", "crm.objects.line_items.read", "createdate"),
        new ObjectTypeOf<PlainRecord>("users", "0-115", "crm.objects.users.read"),
        new ObjectTypeOf<PlainRecord>("notes", "0-46", ContactsScope),
        new ObjectTypeOf<EmailRecord>("emails", "0-49", "sales-email-read")
            .Moment("hs_timestamp", "Activity date", e => e.At).Text("hs_email_subject", "Subject", e => e.Subject).Choice("hs_email_status", "Status", e => e.Status)
            .Choice("hs_email_direction", "Direction", e => e.Direction).RecordId("hs_sequence_id", "Sequence", e => e.SequenceId),
    ];

    /// <summary>The type of this name or type id; null: unknown.</summary>
    public static DemoObjectType? Find(string nameOrId) => All.FirstOrDefault(t => t.Name == nameOrId || t.TypeId == nameOrId);
}
