using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using NodaTime;

namespace KpiDigest.Tests.Crm.Salesforce;

/// <summary>
/// Query jobs of the Bulk API as Salesforce's documents describe them: states, results in sets by a locator that only the set before names, and in no order that
/// anybody could rely on. It refuses results of a job that is not complete, unknown locators and jobs, and who does not ask for CSV.
/// </summary>
internal sealed class FakeBulk
{
    private readonly Dictionary<string, Job> _jobs = [];
    private int _made;

    /// <summary>What an organisation without the right or the feature says instead of making a job.</summary>
    public Func<HttpResponseMessage>? Refusal { get; set; }

    /// <summary>How often a job says that it is not ready.</summary>
    public int Polls { get; set; } = 2;

    /// <summary>How many of the next jobs fail.</summary>
    public int Failing { get; set; }

    /// <summary>Whether sets behind the first have the header too.</summary>
    public bool HeaderInEverySet { get; set; } = true;

    /// <summary>The most records of a set, however many are asked for.</summary>
    public int SetRows { get; set; } = int.MaxValue;

    public void ForgetJobs() => _jobs.Clear();

    public HttpResponseMessage Create(string objectType, IReadOnlyList<string> fields, IEnumerable<FakeRecord> rows)
    {
        if (Refusal is { } refusal) return refusal();
        var id = $"750{++_made:d12}AAA";
        _jobs[id] = new Job(objectType, fields, [.. rows.Reverse()]) { PollsLeft = Polls, Fails = Failing-- > 0 };
        return Json(Info(id, _jobs[id], "UploadComplete"));
    }

    /// <param name="path">What stands behind <c>jobs/query</c>.</param>
    /// <param name="request">The request.</param>
    public HttpResponseMessage Answer(string[] path, HttpRequestMessage request) => path switch
    {
        [var id, ..] when !_jobs.ContainsKey(id) => FakeSalesforce.Error(404, "NOT_FOUND", "The requested resource does not exist"),
        [var id] => Json(Info(id, _jobs[id], _jobs[id].Advance())),
        [var id, "results"] => Results(id, _jobs[id], request),
        _ => FakeSalesforce.Error(404, "NOT_FOUND", "The requested resource does not exist"),
    };

    private HttpResponseMessage Results(string id, Job job, HttpRequestMessage request)
    {
        if (job.State != "JobComplete") return FakeSalesforce.Error(400, "INVALIDJOBSTATE", "the job is not complete");
        if (request.Headers.Accept.ToString() != "text/csv") return FakeSalesforce.Error(406, "NOT_ACCEPTABLE", "results are text/csv");
        var query = request.RequestUri!.Query.TrimStart('?').Split('&').Select(p => p.Split('=')).ToDictionary(p => p[0], p => Uri.UnescapeDataString(p[1]));
        if (!query.TryGetValue("locator", out var locator)) return Set(id, job, 0, query);
        return job.Locators.TryGetValue(locator, out var offset) ? Set(id, job, offset, query) : FakeSalesforce.Error(400, "INVALID_LOCATOR", "the locator is not known");
    }

    private HttpResponseMessage Set(string id, Job job, int offset, Dictionary<string, string> query)
    {
        var most = Math.Min(SetRows, query.TryGetValue("maxRecords", out var asked) ? int.Parse(asked, CultureInfo.InvariantCulture) : int.MaxValue);
        var rows = job.Rows.Skip(offset).Take(most).ToList();
        var end = offset + rows.Count;
        var next = end < job.Rows.Count ? Convert.ToBase64String(Encoding.ASCII.GetBytes($"{id[^6..]}/{end}")) : "null";
        if (next != "null") job.Locators[next] = end;
        var csv = new StringBuilder();
        if (offset == 0 || HeaderInEverySet) Line(csv, job.Fields);
        foreach (var row in rows) Line(csv, job.Fields.Select(f => Text(row[f])));
        var response = new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent(csv.ToString(), Encoding.UTF8, "text/csv") };
        response.Headers.Add("Sforce-Locator", next);
        response.Headers.Add("Sforce-NumberOfRecords", rows.Count.ToString(CultureInfo.InvariantCulture));
        return response;
    }

    private static void Line(StringBuilder csv, IEnumerable<string> values) => csv.AppendJoin(',', values.Select(v => v.Length == 0 ? "" : $"\"{v.Replace("\"", "\"\"", StringComparison.Ordinal)}\"")).Append('\n');

    private static string Text(object? value) => value switch
    {
        null => "",
        bool flag => flag ? "true" : "false",
        Instant at => at.ToDateTimeUtc().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
        LocalDate day => day.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture),
        decimal or int or long => Convert.ToDecimal(value, CultureInfo.InvariantCulture).ToString("0.0###", CultureInfo.InvariantCulture),
        _ => value.ToString()!,
    };

    private static string Info(string id, Job job, string state) => JsonSerializer.Serialize(new Dictionary<string, object?>
    {
        ["id"] = id,
        ["operation"] = "queryAll",
        ["object"] = job.Object,
        ["state"] = state,
        ["concurrencyMode"] = "Parallel",
        ["contentType"] = "CSV",
        ["apiVersion"] = 68.0,
        ["lineEnding"] = "LF",
        ["columnDelimiter"] = "COMMA",
        ["numberRecordsProcessed"] = state == "JobComplete" ? job.Rows.Count : 0,
        ["errorMessage"] = state == "Failed" ? "InternalServerError: the query ran too long" : null,
    });

    private static HttpResponseMessage Json(string json) => new(HttpStatusCode.OK) { Content = new StringContent(json, Encoding.UTF8, "application/json") };

    private sealed record Job(string Object, IReadOnlyList<string> Fields, IReadOnlyList<FakeRecord> Rows)
    {
        public required int PollsLeft { get; set; }

        public required bool Fails { get; init; }

        public Dictionary<string, int> Locators { get; } = [];

        public string State { get; private set; } = "UploadComplete";

        public string Advance() => State = PollsLeft-- > 0 ? "InProgress" : Fails ? "Failed" : "JobComplete";
    }
}
