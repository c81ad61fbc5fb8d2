using System.Text.Encodings.Web;
using System.Text.Json;
using KpiDigest.Delivery.Mime;

namespace KpiDigest.Commands.Init;

/// <summary>Answers as the text of a configuration: sections in the order of <c>appsettings.example.json</c>, with comments.</summary>
/// <param name="answers">All, or those of the section that is asked for.</param>
/// <param name="folder">Of the configuration; paths are written whole, so that they hold wherever a command is started.</param>
/// <param name="secret">How a secret is written.</param>
internal sealed class ConfigurationText(Answers answers, string folder, Func<Question, string> secret)
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public string Crm => answers[Questions.CrmFolder] is { Length: > 0 } export
        ? $$"""
          "Crm": {
            "Kind": {{Of(Questions.Crm)}},
            "Folder": {{Json(Path.GetFullPath(export))}}
          }
        """
        : Questions.IsSalesforce(answers) ? Salesforce
        : Questions.IsDynamics(answers) ? Dynamics : $$"""
          "Crm": {
            "Kind": {{Of(Questions.Crm)}},{{Optional("BaseUrl", Questions.IsPipedrive(answers) ? Questions.PipedriveUrl : Questions.CrmUrl)}}
            "Token": {{Json(secret(Questions.CrmToken))}}
          }
        """;

    private string Salesforce => $$"""
          "Crm": {
            "Kind": "Salesforce",
            "BaseUrl": {{Of(Questions.SalesforceUrl)}},
            "Salesforce": {
              "ConsumerKey": {{Of(Questions.SalesforceKey)}},
              "ConsumerSecret": {{Json(secret(Questions.SalesforceSecret))}}
            }
          }
        """;

    private string Dynamics => $$"""
          "Crm": {
            "Kind": "Dynamics",
            "BaseUrl": {{Of(Questions.DynamicsUrl)}},
            "Dynamics": {
              "TenantId": {{Of(Questions.DynamicsTenant)}},
              "ClientId": {{Of(Questions.DynamicsClient)}},
              "ClientSecret": {{Json(secret(Questions.DynamicsSecret))}}
            }
          }
        """;

    public string Mail => $$"""
          // Nothing is sent before 'kpidigest activate': there is no Mode here.
          "Mail": {
            "Channel": {{Of(Questions.Mail)}},
            "From": {{Of(Questions.From)}},
            "AllowedDomains": {{Json(Questions.Split(answers[Questions.AllowedDomains]))}},
        {{Channel}}
          }
        """;

    public string Whole(StoreAnswer store) => $$"""
        // Written by 'kpidigest init'. appsettings.example.json has every option with its default; 'kpidigest check' lists faults.
        {
          "Installation": {{Of(Questions.Installation)}},

        {{Crm}},

          "Store": {
            "Provider": {{Json(store.Provider)}},
            "ConnectionString": {{Json(store.ConnectionString)}}
          },

          "Calendar": {
            "TimeZone": {{Of(Questions.TimeZone)}},
            "FiscalYearStartMonth": {{answers.Number(Questions.FiscalStart)}},
            "HomeCurrency": {{Of(Questions.Currency)}}
          },

        {{Mail}},

          "Admin": {
            "Email": {{Json(Mailbox.Parse(answers[Questions.Admin], "--admin").Address)}}
          },

          // Schedules: Quartz cron (second minute hour day month weekday) on the recipient's wall clock.
          "Digests": [
        {{string.Join(",\n", Digests())}}
          ]
        }

        """;

    private string Channel => answers[Questions.Mail].ToUpperInvariant() switch
    {
        "GRAPH" => $$"""
                "Graph": {
                  "Tenant": {{Of(Questions.GraphTenant)}},
                  "ClientId": {{Of(Questions.GraphClient)}},
                  "ClientSecret": {{Json(secret(Questions.GraphSecret))}},
                  "User": {{Of(Questions.GraphMailbox)}}
                }
            """,
        "FOLDER" => $$"""
                "Folder": { "Path": {{Json(Path.GetFullPath(answers[Questions.MailFolder], folder))}} }
            """,
        _ => $$"""
                "Smtp": {
                  "Host": {{Of(Questions.MailHost)}},
                  "Port": {{answers.Number(Questions.MailPort)}},{{Authority}}{{Login}}
                  "Security": {{Of(Questions.MailSecurity)}}
                }
            """,
    };

    private string Authority => answers[Questions.MailCa].Length == 0 ? "" : $" \"CaFile\": {Json(Path.GetFullPath(answers[Questions.MailCa]))},";

    private string Login => answers[Questions.MailUser].Length == 0 ? "" : $"""

              "Username": {Of(Questions.MailUser)},
              "Password": {Json(secret(Questions.MailPassword))},
        """;

    private IEnumerable<string> Digests()
    {
        yield return Digest("weekly", Questions.WeeklySchedule, Questions.Weekly);
        if (answers.All(Questions.Quarterly).Count > 0) yield return Digest("quarterly", Questions.QuarterlySchedule, Questions.Quarterly);
    }

    private string Digest(string template, Question schedule, Question recipients) => $$"""
            {
              "Id": {{Json(template)}},
              "Template": {{Json(template)}},
              "Schedule": { "Cron": {{Of(schedule)}} },
              "Recipients": [
        {{string.Join(",\n", answers.All(recipients).Select(Recipient))}}
              ]
            }
        """;

    private static string Recipient(string line) => RecipientAnswer.TryRead(line, out var recipient, out var fault)
        ? $$"""        { "Email": {{Json(recipient.Email)}}, "Name": {{Json(recipient.Name)}}, "Scope": {{Json(recipient.Scope)}} }"""
        : throw new InvalidOperationException(fault);

    private string Optional(string key, Question question) => answers[question].Length == 0 ? "" : $" {Json(key)}: {Of(question)},";

    private string Of(Question question) => Json(answers[question]);

    private static string Json<T>(T value) => JsonSerializer.Serialize(value, Plain);
}
