using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace KpiDigest.Benchmarks;

/// <summary>Answers like a CRM of which every page is known already: logins, versions, and a page of deals for anything else.</summary>
internal sealed class CannedPages(byte[] page) : HttpMessageHandler
{
    private const string Login = """{"access_token":"t","instance_url":"https://crm.example.com","id":"https://crm.example.com/id/00D000000000001AAA/005000000000001AAA","token_type":"Bearer","expires_in":3599,"issued_at":"1795219200000"}""";
    private const string Versions = """[{"label":"Winter","url":"/services/data/v66.0","version":"66.0"}]""";

    /// <summary>Deals of Salesforce as a query answers them.</summary>
    public static byte[] Salesforce(int rows) => Page("""{"totalSize":1000000,"done":false,"nextRecordsUrl":"/services/data/v66.0/query/01g000000000001-2000","records":[""", "]}", rows, i => string.Create(
        CultureInfo.InvariantCulture,
        $$"""{"attributes":{"type":"Opportunity","url":"/services/data/v66.0/sobjects/Opportunity/006{{i:d12}}AAA"},"Id":"006{{i:d12}}AAA","Name":"Renewal {{i}}","AccountId":"001{{i % 900:d12}}AAA","OwnerId":"005{{i % 50:d12}}AAA","StageName":"Negotiation","Amount":{{1000 + i}}.5,"CloseDate":"2026-12-18","IsClosed":false,"IsWon":false,"Type":"New Business","ForecastCategory":"BestCase","LeadSource":"Web","CreatedDate":"2026-08-03T09:12:44.000+0000","SystemModstamp":"2026-11-20T07:31:02.000+0000","IsDeleted":false}"""));

    /// <summary>Deals of Pipedrive as version 2 lists them.</summary>
    public static byte[] Pipedrive(int rows) => Page("""{"success":true,"data":[""", """],"additional_data":{"next_cursor":"abc"}}""", rows, i => string.Create(
        CultureInfo.InvariantCulture,
        $$"""{"id":{{i + 1}},"title":"Renewal {{i}}","creator_user_id":12,"owner_id":{{i % 50}},"person_id":88,"org_id":{{i % 900}},"pipeline_id":2,"stage_id":9,"value":{{1000 + i}}.5,"currency":"EUR","status":"open","probability":null,"lost_reason":null,"add_time":"2026-06-04T08:00:12Z","update_time":"2026-11-20T09:14:01Z","stage_change_time":"2026-11-18T10:00:00Z","expected_close_date":"2026-12-30","close_time":null,"won_time":null,"lost_time":null,"local_won_date":null,"local_lost_date":null,"local_close_date":null,"is_deleted":false,"is_archived":false,"archive_time":null,"label_ids":[3],"origin":"ManuallyCreated","source_lead_id":null,"acv":null,"arr":null,"mrr":null,"custom_fields":{"d4de1c1518b4531717c676029a45911c340390a6":27} }"""));

    /// <summary>Opportunities of Dynamics with the labels of their choices.</summary>
    public static byte[] Dynamics(int rows) => Page("""{"@odata.context":"https://crm.example.com/api/data/v9.2/$metadata#opportunities","value":[""", """],"@odata.nextLink":"https://crm.example.com/api/data/v9.2/opportunities?$skiptoken=2"}""", rows, i => string.Create(
        CultureInfo.InvariantCulture,
        $$"""{"@odata.etag":"W/\"8841123\"","opportunityid":"7b0e4d0c-3a55-4c0f-9a34-{{i:d12}}","name":"Renewal {{i}}","estimatedvalue":{{1000 + i}}.5,"estimatedvalue_base":{{900 + i}}.25,"exchangerate":1.083032,"statecode":0,"statecode@OData.Community.Display.V1.FormattedValue":"Open","statuscode":1,"statuscode@OData.Community.Display.V1.FormattedValue":"In Progress","stepname":"3-Propose","estimatedclosedate":"2026-12-20","actualclosedate":null,"createdon":"2026-05-11T07:40:00Z","modifiedon":"2026-11-19T16:20:31Z","_owninguser_value":"a1b20000-0000-0000-0000-{{i % 50:d12}}","_parentaccountid_value":"c3d40000-0000-0000-0000-{{i % 900:d12}}"}"""));

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var path = request.RequestUri!.AbsolutePath;
        var body = path.EndsWith("/token", StringComparison.Ordinal) ? Encoding.UTF8.GetBytes(Login) : path.EndsWith("/services/data/", StringComparison.Ordinal) ? Encoding.UTF8.GetBytes(Versions) : page;
        var content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        return Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = content, RequestMessage = request });
    }

    private static byte[] Page(string head, string tail, int rows, Func<int, string> row) => Encoding.UTF8.GetBytes(head + string.Join(',', Enumerable.Range(0, rows).Select(row)) + tail);
}
