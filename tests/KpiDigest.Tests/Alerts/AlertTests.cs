using System.Collections.Concurrent;
using System.Net;
using System.Text;
using KpiDigest.Alerts;
using KpiDigest.Configuration;
using KpiDigest.Delivery;
using KpiDigest.Health;
using KpiDigest.Runs;
using KpiDigest.Scheduling;
using KpiDigest.Secrets;
using KpiDigest.Store;
using KpiDigest.Tests.Outbox;
using KpiDigest.Tests.Runs;
using KpiDigest.Tests.Support;

namespace KpiDigest.Tests.Alerts;

/// <summary>What the admin is told, and how often, on either engine.</summary>
public abstract class AlertTests : RunTests
{
    private static readonly Matter Held = new("run:weekly", "weekly is held: the CRM is away.");
    private static readonly Matter Late = new("late", "Late: a mail.");

    private readonly ScriptedChannel _channel = new();
    private readonly LogLines _log = new();
    private MailMode _mode = MailMode.Live;

    [Fact]
    public async Task A_matter_is_told_once_however_often_and_by_whomever_it_is_seen()
    {
        using var one = Sender();
        using var other = Sender();

        Assert.Equal(1, await one.TellAsync([Held], Due, Now));
        Assert.Equal(0, await other.TellAsync([Held], Due + Minute * 600, Now));

        var mail = Assert.Single(_channel.Left);
        Assert.Equal("admin@example.com", mail.Recipient);
        var text = Encoding.UTF8.GetString(mail.Mime.Span);
        Assert.Contains("weekly is held: the CRM is away.", text, StringComparison.Ordinal);
        Assert.Contains("Subject: acme: 1 thing needs you", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_comes_within_the_pause_is_in_the_next_mail_together()
    {
        using var sender = Sender();
        await sender.TellAsync([Held], Due, Now);
        var more = new Matter("mails:weekly", "2 mails refused.");

        Assert.Equal(0, await sender.TellAsync([Held, Late], Due + Minute * 20, Now));
        Assert.Equal(2, await sender.TellAsync([Held, Late, more], Due + Minute * 60, Now));

        Assert.Equal(2, _channel.Left.Count);
    }

    [Fact]
    public async Task A_matter_is_told_again_when_its_words_change_or_when_it_is_back()
    {
        using var sender = Sender();
        await sender.TellAsync([Held], Due, Now);

        Assert.Equal(1, await sender.TellAsync([Held with { Text = "weekly is held: no login." }], Due + Minute * 60, Now));
        Assert.Equal(0, await sender.TellAsync([], Due + Minute * 120, Now));
        Assert.Equal(1, await sender.TellAsync([Held with { Text = "weekly is held: no login." }], Due + Minute * 180, Now));
    }

    [Fact]
    public async Task What_could_not_be_told_is_told_at_the_next_look()
    {
        using var sender = Sender();
        _channel.BeforeFence = (_, _) => Task.FromResult<DeliveryOutcome?>(new DeliveryOutcome.TryAgain("down", ChannelFault: true));
        Assert.Equal(0, await sender.TellAsync([Held], Due, Now));
        _channel.BeforeFence = (_, _) => Task.FromResult<DeliveryOutcome?>(null);

        Assert.Equal(1, await sender.TellAsync([Held], Due + Minute, Now));
        Assert.Contains(_log.Lines, l => l.StartsWith("Error The admin could not be told", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(MailMode.Off, null)]
    [InlineData(MailMode.Redirect, "all@example.com")]
    [InlineData(MailMode.Live, "admin@example.com")]
    public async Task Alerts_obey_the_mail_mode_too(object mode, string? to)
    {
        using var sender = Sender();
        _mode = (MailMode)mode;

        await sender.TellAsync([Held], Due, Now);

        Assert.Equal(to, _channel.Left.SingleOrDefault()?.Recipient);
    }

    [Fact]
    public async Task The_second_path_works_where_mail_does_not_and_names_nobody()
    {
        using var hook = new Hook();
        using var sender = Sender(hook.Url);
        _channel.BeforeFence = (_, _) => Task.FromResult<DeliveryOutcome?>(new DeliveryOutcome.TryAgain("down", ChannelFault: true));

        Assert.Equal(1, await sender.TellAsync([new Matter("mails", "refused: eve@example.com")], Due, Now));
        await sender.BeatAsync(Now);

        Assert.Equal(["POST {\"text\":\"acme: 1 thing needs you: kpidigest status\"}", "GET "], hook.Asked);
    }

    [Fact]
    public async Task A_secret_address_never_stands_in_a_log()
    {
        using var sender = Sender("http://127.0.0.1:1/planted-secret");

        await sender.TellAsync([Held], Due, Now);
        await sender.BeatAsync(Now);

        Assert.NotEmpty(_log.Lines);
        Assert.DoesNotContain(_log.Lines, l => l.Contains("planted", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Held_runs_refused_mails_and_late_ones_are_seen_with_cause_and_fix()
    {
        var run = await EnqueuedRunAsync(3);
        var refused = (await Outbox.ClaimNextAsync("worker", Minute, Now))!;
        await Outbox.FenceAsync(refused.Id, refused.LeaseToken, Minute * 10, Now);
        await Outbox.RefusedAsync(refused.Id, refused.LeaseToken, "550 5.1.1 no such user", Now);
        var held = await ClaimedRunAsync("quarterly");
        await Runs.HoldAsync(held, "fewer deals than ever", Now);

        var matters = await Watch().LookAsync(Now);

        Assert.Equal(["late", "mails:weekly:week:2026-02-23:1:Refused", "run:quarterly:week:2026-02-23:1:Held"], matters.Select(m => m.Key).Order(StringComparer.Ordinal));
        Assert.Contains(matters, m => m.Text.Contains("quarterly for 2026-W09 is held, so nobody got it: fewer deals than ever", StringComparison.Ordinal));
        Assert.Contains(matters, m => m.Text.Contains("1 mail refused: reader0@example.com", StringComparison.Ordinal) && m.Text.Contains("5.1.1", StringComparison.Ordinal) && m.Text.Contains("outbox resend", StringComparison.Ordinal));
        Assert.Equal(1, run.Key.Revision);
    }

    [Fact]
    public async Task Books_that_do_not_balance_are_seen_and_a_quiet_house_is_quiet()
    {
        Assert.Empty(await Watch().LookAsync(Now));
        await EnqueuedRunAsync(2, notBefore: Never, expiresAt: Never);
        Assert.Empty(await Watch().LookAsync(Now));
        await ExecuteAsync("update runs set expected = 3");

        Assert.Equal(["books:weekly:week:2026-02-23:1"], (await Watch().LookAsync(Now)).Select(m => m.Key));
    }

    private AlertSender Sender(string? hook = null) => new(
        new AlertBook(Database), _channel, new MailOptions { From = "digest@example.com", RedirectTo = "all@example.com" },
        new AlertOptions { Email = "admin@example.com", Webhook = new SecretText(hook ?? ""), HeartbeatUrl = new SecretText(hook ?? "") },
        _ => Task.FromResult(_mode), "acme", _log.For<AlertSender>());

    private Watch Watch()
    {
        var clock = new InstantClock(Due + Minute * 90);
        var settings = ConfigurationLoader.Load(Test.Folder.Write("appsettings.json", """
            { "Crm": { "Kind": "HubSpot", "Token": "x" }, "Store": { "Provider": "Sqlite", "ConnectionString": "Data Source=x.db" },
              "Calendar": { "TimeZone": "Europe/Berlin", "HomeCurrency": "EUR" }, "Mail": { "From": "digest@example.com" }, "Digests": [] }
            """));
        var current = new CurrentSettings(settings);
        return new Watch(Runs, Outbox, new InstallationStore(Database), new Readiness(Outbox, current, clock), new WorkerBook(Database), current, clock);
    }

    /// <summary>An address on loopback that keeps what it is asked.</summary>
    private sealed class Hook : IDisposable
    {
        private readonly HttpListener _listener = new();

        public Hook()
        {
            using (var probe = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0))
            {
                probe.Start();
                Url = $"http://127.0.0.1:{((IPEndPoint)probe.LocalEndpoint).Port}/";
            }

            _listener.Prefixes.Add(Url);
            _listener.Start();
            _ = AnswerAsync();
        }

        public string Url { get; }

        public ConcurrentQueue<string> Asked { get; } = new();

        public void Dispose() => _listener.Close();

        private async Task AnswerAsync()
        {
            while (_listener.IsListening)
            {
                var context = await _listener.GetContextAsync();
                Asked.Enqueue($"{context.Request.HttpMethod} {await new StreamReader(context.Request.InputStream).ReadToEndAsync()}");
                context.Response.Close();
            }
        }
    }
}
