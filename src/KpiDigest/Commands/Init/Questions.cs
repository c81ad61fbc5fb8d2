using System.Globalization;
using KpiDigest.Configuration;
using KpiDigest.Crm;
using KpiDigest.Delivery;
using KpiDigest.Delivery.Mime;
using NodaTime;
using Npgsql;

namespace KpiDigest.Commands.Init;

/// <summary>All that <c>init</c> asks, in its order.</summary>
internal static class Questions
{
    public static readonly Question Installation = new("installation", "Name of this installation") { Usual = _ => Environment.MachineName.ToLowerInvariant() };

    public static readonly Question Crm = new("crm", $"CRM: {string.Join(", ", CrmSources.Kinds)}") { Usual = _ => CrmSources.Kinds.First(), Fault = (_, text) => OneOf(CrmSources.Kinds, text) };

    public static readonly Question CrmUrl = new("crm-url", "Base URL of the CRM's API, where it is not the usual one") { Usual = _ => "", OnlyIfGiven = true, Applies = answers => TakesToken(answers) && !IsPipedrive(answers) };

    public static readonly Question CrmToken = new("crm-token", "Access token of the CRM, or env:NAME, or file:PATH") { SecretFile = "crm.secret", Applies = TakesToken };

    public static readonly Question CrmFolder = new("crm-folder", "Folder of the CSV export (sales_pipeline.csv, sales_teams.csv)") { Applies = ReadsFiles };

    public static readonly Question PipedriveUrl = new("pipedrive-url", "The company's own address, such as https://acme.pipedrive.com") { Applies = IsPipedrive };

    public static readonly Question SalesforceUrl = new("salesforce-url", "The organisation's My Domain, such as https://acme.my.salesforce.com") { Applies = IsSalesforce };

    public static readonly Question SalesforceKey = new("salesforce-key", "Consumer key of the external client app (client credentials)") { Applies = IsSalesforce };

    public static readonly Question SalesforceSecret = new("salesforce-secret", "Its consumer secret, or env:NAME, or file:PATH") { SecretFile = "salesforce.secret", Applies = IsSalesforce };

    public static readonly Question DynamicsUrl = new("dynamics-url", "The environment's address, such as https://acme.crm4.dynamics.com") { Applies = IsDynamics };

    public static readonly Question DynamicsTenant = new("dynamics-tenant", "Directory (tenant) id of the app registration") { Applies = IsDynamics };

    public static readonly Question DynamicsClient = new("dynamics-client", "Its application (client) id; it must be an application user of the environment") { Applies = IsDynamics };

    public static readonly Question DynamicsSecret = new("dynamics-secret", "Its client secret, or env:NAME, or file:PATH") { SecretFile = "dynamics.secret", Applies = IsDynamics };

    public static readonly Question TimeZone = new("time-zone", "Time zone in which days, weeks and quarters are read")
    {
        Usual = _ => "UTC",
        Fault = (_, text) => DateTimeZoneProviders.Tzdb.GetZoneOrNull(text) is null ? "is no IANA name such as Europe/Berlin" : null,
    };

    public static readonly Question Currency = new("currency", "Currency all amounts are shown in (ISO 4217, the CRM's company currency)")
    {
        Fault = (_, text) => text.Length == 3 && text.All(char.IsAsciiLetterUpper) ? null : "is no ISO 4217 code such as EUR",
    };

    public static readonly Question FiscalStart = new("fiscal-start", "First month of the fiscal year, 1 to 12") { Usual = _ => "1", Fault = (_, text) => Between(1, 12, text) };

    public static readonly Question Mail = new("mail", $"How mail leaves: {string.Join(", ", DeliveryChannels.Names)}") { Usual = _ => DeliveryChannels.Smtp, Fault = (_, text) => OneOf(DeliveryChannels.Names, text) };

    public static readonly Question From = new("from", "Sender, such as Sales digest <digest@example.com>") { Fault = (_, text) => Address(text) };

    public static readonly Question AllowedDomains = new("allowed-domains", "Domains that may receive mail, with commas between")
    {
        Usual = answers => Mailbox.Parse(answers[From], "--from").Domain,
        Fault = (_, text) => Split(text).FirstOrDefault(d => Mailbox.AsciiDomain(d) is null) is { } wrong ? $"'{wrong}' is no domain name" : null,
    };

    public static readonly Question Admin = new("admin", "Who looks after this installation, and is told what is held, late or refused (an address)")
    {
        Fault = (answers, text) => Address(text) ?? Allowed(answers, text),
    };

    public static readonly Question MailHost = Smtp("mail-host", "Mail server");

    public static readonly Question MailSecurity = Smtp("mail-security", "Its encryption: StartTls, ImplicitTls, None (this machine only)") with
    {
        Usual = _ => "StartTls",
        Fault = (_, text) => OneOf(["StartTls", "ImplicitTls", "None"], text),
    };

    public static readonly Question MailPort = Smtp("mail-port", "Its port") with
    {
        Usual = answers => answers[MailSecurity].Equals("ImplicitTls", StringComparison.OrdinalIgnoreCase) ? "465" : "587",
        Fault = (_, text) => Between(1, 65535, text),
    };

    public static readonly Question MailCa = Smtp("mail-ca", "PEM file of a private CA that signed its certificate") with { Usual = _ => "", OnlyIfGiven = true };

    public static readonly Question MailUser = Smtp("mail-user", "User name there (empty: no login)") with { Usual = _ => "" };

    public static readonly Question MailPassword = Smtp("mail-password", "Password there, or env:NAME, or file:PATH") with
    {
        SecretFile = "smtp.secret",
        Applies = answers => IsChannel(answers, DeliveryChannels.Smtp) && answers[MailUser].Length > 0,
    };

    public static readonly Question GraphTenant = Graph("graph-tenant", "Directory (tenant): its id or a domain of it");

    public static readonly Question GraphClient = Graph("graph-client", "Id of the registered application");

    public static readonly Question GraphSecret = Graph("graph-secret", "The application's secret, or env:NAME, or file:PATH") with { SecretFile = "graph.secret" };

    public static readonly Question GraphMailbox = Graph("graph-mailbox", "Mailbox that sends") with { Usual = answers => Mailbox.Parse(answers[From], "--from").Address };

    public static readonly Question MailFolder = new("mail-folder", "Folder that gets one .eml a mail")
    {
        Usual = _ => "mails",
        Applies = answers => IsChannel(answers, DeliveryChannels.Folder),
    };

    public static readonly Question Weekly = Recipients("weekly", "Recipient of the weekly digest, such as Ada <ada@example.com>; team:EMEA (no scope: company)");

    public static readonly Question WeeklySchedule = new("weekly-schedule", "When (Quartz cron: second minute hour day month weekday)") { Usual = _ => "0 0 7 ? * MON", Fault = (_, text) => Cron(text) };

    public static readonly Question Quarterly = Recipients("quarterly", "Recipient of the quarterly scorecard, in the same way") with { Usual = _ => "" };

    public static readonly Question QuarterlySchedule = new("quarterly-schedule", "When (Quartz cron)")
    {
        Usual = answers => $"0 0 7 5 {string.Join(',', Enumerable.Range(1, 12).Where(month => (month - answers.Number(FiscalStart)) % 3 == 0))} ?",
        Fault = (_, text) => Cron(text),
        Applies = answers => answers.All(Quarterly).Count > 0,
    };

    public static readonly Question Store = new("store", "PostgreSQL connection string, or nothing for SQLite beside the configuration")
    {
        Usual = _ => "",
        SecretFile = "postgres.secret",
        Fault = (_, text) => Connection(text),
    };

    public static IReadOnlyList<Question> OfCrm { get; } = [Crm, CrmUrl, PipedriveUrl, CrmToken, SalesforceUrl, SalesforceKey, SalesforceSecret, DynamicsUrl, DynamicsTenant, DynamicsClient, DynamicsSecret, CrmFolder];

    public static IReadOnlyList<Question> OfCalendar { get; } = [TimeZone, Currency, FiscalStart];

    public static IReadOnlyList<Question> OfMail { get; } =
        [Mail, From, AllowedDomains, Admin, MailHost, MailSecurity, MailPort, MailCa, MailUser, MailPassword, GraphTenant, GraphClient, GraphSecret, GraphMailbox, MailFolder];

    public static IReadOnlyList<Question> OfRecipients { get; } = [Weekly, WeeklySchedule, Quarterly, QuarterlySchedule];

    public static IReadOnlyList<Question> All { get; } = [Installation, .. OfCrm, .. OfCalendar, .. OfMail, .. OfRecipients, Store];

    public static IReadOnlyList<string> Split(string text) => text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static bool TakesToken(Answers answers) => !ReadsFiles(answers) && !IsSalesforce(answers) && !IsDynamics(answers);

    public static bool IsPipedrive(Answers answers) => answers[Crm].Equals("Pipedrive", StringComparison.OrdinalIgnoreCase);

    public static bool IsSalesforce(Answers answers) => answers[Crm].Equals("Salesforce", StringComparison.OrdinalIgnoreCase);

    public static bool IsDynamics(Answers answers) => answers[Crm].Equals("Dynamics", StringComparison.OrdinalIgnoreCase);

    private static Question Smtp(string key, string text) => new(key, text) { Applies = answers => IsChannel(answers, DeliveryChannels.Smtp) };

    private static Question Graph(string key, string text) => new(key, text) { Applies = answers => IsChannel(answers, DeliveryChannels.Graph) };

    private static Question Recipients(string key, string text) => new(key, text)
    {
        Many = true,
        Fault = (answers, line) => RecipientAnswer.TryRead(line, out var recipient, out var fault) ? Allowed(answers, recipient.Email) : fault,
    };

    private static bool ReadsFiles(Answers answers) => CrmSources.ReadsFiles(answers[Crm]);

    private static bool IsChannel(Answers answers, string channel) => answers[Mail].Equals(channel, StringComparison.OrdinalIgnoreCase);

    private static string? OneOf(IEnumerable<string> known, string text) =>
        known.Contains(text, StringComparer.OrdinalIgnoreCase) ? null : $"is none of {string.Join(", ", known)}";

    private static string? Between(int least, int most, string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most ? null : $"is no number from {least} to {most}";

    private static string? Address(string text) => Mailbox.TryParse(text, out _, out var fault) ? null : fault;

    private static string? Allowed(Answers answers, string address) =>
        new MailOptions { AllowedDomains = [.. Split(answers[AllowedDomains])] }.MayReceive(address) ? null : "its domain is not among the allowed ones";

    private static string? Cron(string text) => CronClock.TryParse(text, out var fault) is null ? fault : null;

    private static string? Connection(string text)
    {
        try
        {
            return text.Length == 0 || new NpgsqlConnectionStringBuilder(text).Host is { Length: > 0 } ? null : "names no host: write Host=db.example.com;Database=kpidigest;Username=kpidigest;Password=secret";
        }
        catch (Exception e) when (e is ArgumentException or KeyNotFoundException or FormatException)
        {
            return "is no PostgreSQL connection string: write Host=db.example.com;Database=kpidigest;Username=kpidigest;Password=secret";
        }
    }
}
