using KpiDigest.Commands;
using KpiDigest.Configuration;
using KpiDigest.Crm;
using KpiDigest.Delivery;
using KpiDigest.Tests.Support;

namespace KpiDigest.Tests.Commands.Init;

public sealed class InitCommandTests(InitTry init) : IClassFixture<InitTry>, IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Scripted_answers_give_a_configuration_that_every_command_takes()
    {
        var (exit, output, error) = await InitTry.RunAsync(_folder, [.. init.Answers(), "--sync"]);

        Assert.True(exit == ExitCode.Done, output + error);
        Assert.Contains("ok     crm           HubSpot account", output, StringComparison.Ordinal);
        Assert.Contains("(StartTls, logged in)", output, StringComparison.Ordinal);
        Assert.Contains("all scopes found", output, StringComparison.Ordinal);
        var week = output.Split('\n').Single(line => line.Contains("preview weekly", StringComparison.Ordinal)).Split("--period ")[1].Split(' ')[0];
        foreach (var args in new[] { ["check"], ["sync"], new[] { "preview", "weekly", "--period", week, "--out", _folder.Combine("preview") } })
        {
            var said = new StringWriter();
            Assert.True(await CommandLine.RunAsync([.. args, "--config", InitTry.Config(_folder)], said, said) == ExitCode.Done, said.ToString());
        }

        Assert.NotEmpty(Directory.GetFiles(_folder.Combine("preview"), "*.html"));
    }

    [Fact]
    public async Task Secrets_are_in_files_of_their_own_that_nobody_else_may_read()
    {
        var (exit, output, error) = await InitTry.RunAsync(_folder, init.Answers());

        Assert.True(exit == ExitCode.Done, output + error);
        var text = await File.ReadAllTextAsync(InitTry.Config(_folder), TestContext.Current.CancellationToken);
        foreach (var (secret, file) in new[] { (init.Crm.Token, "crm.secret"), (InitTry.Password, "smtp.secret") })
        {
            Assert.DoesNotContain(secret, text + output + error, StringComparison.Ordinal);
            Assert.Equal(secret + "\n", await File.ReadAllTextAsync(_folder.Combine(file), TestContext.Current.CancellationToken));
            if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_folder.Combine(file)));
        }

        var settings = ConfigurationLoader.Load(InitTry.Config(_folder));
        Assert.Empty(MailOptionsValidator.Faults(settings.Options.Mail));
        Assert.Null(settings.ConfiguredMode);
        Assert.Equal(InitTry.Password, settings.Options.Mail.Smtp.Password.Reveal());
        Assert.Equal(init.Currency, settings.Options.Calendar.HomeCurrency);
        Assert.Equal(["example.com"], settings.Options.Mail.AllowedDomains);
        Assert.Equal(["0 0 7 ? * MON", "0 0 7 5 1,4,7,10 ?"], settings.Digests.Select(d => d.ClockText));
        Assert.Equal([("cara@example.com", "Cara Losch", $"team:{InitTry.Team}"), ("ceo@example.com", "", "company")], settings.Options.Digests.SelectMany(d => d.Recipients).Select(r => (r.Email, r.Name, r.Scope)));
        Assert.Equal(["appsettings.json", "crm.secret", "smtp.secret"], Left());
    }

    [Fact]
    public async Task A_wrong_token_is_named_and_nothing_is_written()
    {
        var (exit, output, error) = await InitTry.RunAsync(_folder, init.Answers(("crm-token", "wrong-token")));

        Assert.Equal(ExitCode.Failed, exit);
        Assert.Contains("FAULT  crm", output, StringComparison.Ordinal);
        Assert.StartsWith("crm: ", error, StringComparison.Ordinal);
        Assert.Contains("Nothing was written", error, StringComparison.Ordinal);
        Assert.DoesNotContain("wrong-token", output + error, StringComparison.Ordinal);
        Assert.Empty(Left());
    }

    [Fact]
    public async Task A_wrong_password_is_named_and_nothing_is_written()
    {
        await using var server = new Delivery.Smtp.ScriptedSmtpServer().On("AUTH", "535 5.7.8 wrong user name or password");

        var (exit, output, error) = await InitTry.RunAsync(_folder, init.Answers(("mail-port", $"{server.Port}")));

        Assert.Equal(ExitCode.Failed, exit);
        Assert.Contains("FAULT  mail", output, StringComparison.Ordinal);
        Assert.StartsWith("mail: ", error, StringComparison.Ordinal);
        Assert.Contains("535", error, StringComparison.Ordinal);
        Assert.DoesNotContain(InitTry.Password, output + error, StringComparison.Ordinal);
        Assert.Empty(Left());
    }

    [Fact]
    public async Task A_scope_nobody_has_is_named_and_nothing_is_left_not_even_the_database()
    {
        var (exit, output, error) = await InitTry.RunAsync(_folder, [.. init.Answers(("weekly", "cara@example.com; team:Nowhere")), "--sync"]);

        Assert.Equal(ExitCode.Failed, exit);
        Assert.Contains("FAULT  recipients", output, StringComparison.Ordinal);
        Assert.Contains("No team is called 'Nowhere'", error, StringComparison.Ordinal);
        Assert.Empty(Left());
    }

    [Fact]
    public async Task An_existing_configuration_stays_as_it_is()
    {
        _folder.Write("appsettings.json", "{ }");

        var (exit, _, error) = await InitTry.RunAsync(_folder, init.Answers());

        Assert.Equal(ExitCode.BadUsage, exit);
        Assert.Contains("exists already", error, StringComparison.Ordinal);
        Assert.Equal("{ }", await File.ReadAllTextAsync(InitTry.Config(_folder), TestContext.Current.CancellationToken));
        Assert.Equal(["appsettings.json"], Left());
    }

    [Fact]
    public async Task An_existing_secret_is_not_written_over_but_may_be_named()
    {
        var path = _folder.Write("crm.secret", init.Crm.Token);

        var (refused, _, error) = await InitTry.RunAsync(_folder, init.Answers(("crm-token", "another")));
        var (taken, _, _) = await InitTry.RunAsync(_folder, init.Answers(("crm-token", "file:" + path)));

        Assert.Equal(ExitCode.BadUsage, refused);
        Assert.Contains($"answer file:{path} to use it", error, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Done, taken);
        Assert.Equal(init.Crm.Token, await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken));
        Assert.Equal(init.Crm.Token, ConfigurationLoader.Load(InitTry.Config(_folder)).Options.Crm.Token.Reveal());
    }

    [Theory]
    [InlineData("crm-token")]
    [InlineData("currency")]
    [InlineData("from")]
    [InlineData("admin")]
    [InlineData("mail-host")]
    [InlineData("mail-password")]
    [InlineData("weekly")]
    public async Task A_missing_answer_is_named_where_nobody_can_be_asked(string key)
    {
        var (exit, _, error) = await InitTry.RunAsync(_folder, [.. init.Answers(("currency", "EUR"), (key, null)), "--untested"]);

        Assert.Equal(ExitCode.BadUsage, exit);
        Assert.StartsWith($"--{key} is missing", error, StringComparison.Ordinal);
        Assert.Empty(Left());
    }

    [Theory]
    [InlineData("time-zone", "Mars/Olympus")]
    [InlineData("currency", "euro")]
    [InlineData("fiscal-start", "13")]
    [InlineData("mail", "Pigeon")]
    [InlineData("from", "nobody")]
    [InlineData("from", "a@example.com\nBcc: eve@example.com")]
    [InlineData("admin", "revops@elsewhere.example")]
    [InlineData("mail-port", "0")]
    [InlineData("mail-security", "Rot13")]
    [InlineData("weekly", "cara@example.com; floor:3")]
    [InlineData("weekly", "cara@elsewhere.example")]
    [InlineData("weekly-schedule", "every monday")]
    [InlineData("store", "Password=only")]
    public async Task A_faulty_answer_is_named(string key, string answer)
    {
        var (exit, _, error) = await InitTry.RunAsync(_folder, [.. init.Answers(("currency", "EUR"), (key, answer)), "--untested"]);

        Assert.Equal(ExitCode.BadUsage, exit);
        Assert.StartsWith($"--{key}", error, StringComparison.Ordinal);
        Assert.Empty(Left());
    }

    [Fact]
    public async Task Cancelled_half_way_nothing_is_left()
    {
        using var stop = new CancellationTokenSource();
        await using var server = new Delivery.Smtp.ScriptedSmtpServer().On("AUTH", async session =>
        {
            await stop.CancelAsync();
            await session.HangAsync();
        });

        var (exit, _, error) = await InitTry.RunAsync(_folder, init.Answers(("mail-port", $"{server.Port}")), stop: stop.Token);

        Assert.Equal(ExitCode.Failed, exit);
        Assert.Contains("stopped", error, StringComparison.Ordinal);
        Assert.Empty(Left());
    }

    [Fact]
    public async Task At_a_terminal_what_does_not_work_is_asked_again_and_a_secret_is_not_shown()
    {
        var terminal = new TypedConsole(
            "acme", "", "wrong-token", "", init.Crm.Token, "", "", "13", "4", "Folder", "digest@example.com", "", "revops@example.com", "",
            "Cara <cara@example.com>; team:" + InitTry.Team, "", "", "ceo@example.com", "", "", "", "n");

        var (exit, output, error) = await InitTry.RunAsync(_folder, ["--crm-url", init.Crm.BaseUrl.ToString().TrimEnd('/')], terminal);

        Assert.True(exit == ExitCode.Done, output + error + terminal.Shown);
        Assert.True(terminal.IsAllTyped);
        Assert.Contains("FAULT  crm", output, StringComparison.Ordinal);
        Assert.DoesNotContain(init.Crm.Token, terminal.Shown + output + error, StringComparison.Ordinal);
        Assert.Contains("is no number from 1 to 12", terminal.Shown, StringComparison.Ordinal);
        var options = ConfigurationLoader.Load(InitTry.Config(_folder)).Options;
        Assert.Equal(("acme", 4, "Folder"), (options.Installation, options.Calendar.FiscalYearStartMonth, options.Mail.Channel));
        Assert.Equal(init.Crm.Token, options.Crm.Token.Reveal());
    }

    [Fact]
    public async Task At_a_terminal_that_is_left_nothing_is_written()
    {
        var (exit, _, _) = await InitTry.RunAsync(_folder, init.Answers(("from", null)), new TypedConsole("acme"));

        Assert.Equal(ExitCode.Failed, exit);
        Assert.Empty(Left());
    }

    [Fact]
    public async Task A_file_of_answers_is_the_same_as_options_and_a_reference_stays_one()
    {
        var file = Path.Combine(_folder.Path, "given.json");
        await File.WriteAllTextAsync(file, """
            { "crm-token": "env:HUBSPOT_TOKEN", "currency": "EUR", "fiscal-start": 2, "mail": "Graph", "graph-tenant": "example.com", "graph-client": "4711", "graph-secret": "its-secret",
              "from": "digest@example.com", "admin": "revops@example.com", "weekly": [ "cara@example.com", "Ada <ada@example.com>; rep:Ada" ], "quarterly": "ada@example.com",
              "store": "Host=db.example.com;Database=kpi;Username=kpi;Password=a:b\\c" }
            """, TestContext.Current.CancellationToken);

        var (exit, _, error) = await InitTry.RunAsync(_folder, ["--answers", file, "--untested"]);

        Assert.True(exit == ExitCode.Done, error);
        Assert.Equal(["appsettings.json", "given.json", "graph.secret", "postgres.secret"], Left());
        var settings = ConfigurationLoader.Load(InitTry.Config(_folder));
        Assert.Equal("env:HUBSPOT_TOKEN", settings.Options.Crm.Token.Describe());
        Assert.Equal("its-secret", settings.Options.Mail.Graph.ClientSecret.Reveal());
        Assert.Empty(MailOptionsValidator.Faults(settings.Options.Mail));
        Assert.Equal(["cara@example.com", "ada@example.com", "ada@example.com"], settings.Options.Digests.SelectMany(d => d.Recipients).Select(r => r.Email));
        Assert.Equal("0 0 7 5 2,5,8,11 ?", settings.Digests[1].ClockText);
        Assert.DoesNotContain("a:b", settings.Options.Store.ConnectionString, StringComparison.Ordinal);
        Assert.Contains(_folder.Combine("postgres.secret"), settings.Options.Store.ConnectionString, StringComparison.Ordinal);
        Assert.Equal("*:*:*:*:a\\:b\\\\c\n", await File.ReadAllTextAsync(_folder.Combine("postgres.secret"), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Salesforce_is_asked_for_its_address_and_app_instead_of_a_token()
    {
        var (exit, _, error) = await InitTry.RunAsync(
            _folder,
            [
                .. init.Answers(("crm", "Salesforce"), ("crm-url", null), ("crm-token", null), ("currency", "EUR")), "--salesforce-url", "https://acme.my.salesforce.com", "--salesforce-key", "key",
                "--salesforce-secret", "its-secret", "--untested",
            ]);

        Assert.True(exit == ExitCode.Done, error);
        Assert.Contains("salesforce.secret", Left());
        var settings = ConfigurationLoader.Load(InitTry.Config(_folder));
        var crm = settings.Options.Crm;
        Assert.Equal("Salesforce", ConfigurationShape.Restore(settings.Shape, settings).Options.Crm.Kind);
        Assert.Equal(("Salesforce", "https://acme.my.salesforce.com", "key", "its-secret"), (crm.Kind, crm.BaseUrl, crm.Salesforce.ConsumerKey, crm.Salesforce.ConsumerSecret.Reveal()));
        Assert.Empty(CrmOptionsValidator.Faults(crm));
    }

    [Fact]
    public async Task Dynamics_is_asked_for_its_address_and_app_instead_of_a_token()
    {
        var (exit, _, error) = await InitTry.RunAsync(
            _folder,
            [
                .. init.Answers(("crm", "Dynamics"), ("crm-url", null), ("crm-token", null), ("currency", "EUR")), "--dynamics-url", "https://acme.crm4.dynamics.com", "--dynamics-tenant", "acme.example.com",
                "--dynamics-client", "client", "--dynamics-secret", "its-secret", "--untested",
            ]);

        Assert.True(exit == ExitCode.Done, error);
        Assert.Contains("dynamics.secret", Left());
        var settings = ConfigurationLoader.Load(InitTry.Config(_folder));
        var crm = settings.Options.Crm;
        Assert.Equal("Dynamics", ConfigurationShape.Restore(settings.Shape, settings).Options.Crm.Kind);
        Assert.Equal(
            ("Dynamics", "https://acme.crm4.dynamics.com", "acme.example.com", "client", "its-secret"),
            (crm.Kind, crm.BaseUrl, crm.Dynamics.TenantId, crm.Dynamics.ClientId, crm.Dynamics.ClientSecret.Reveal()));
        Assert.Empty(CrmOptionsValidator.Faults(crm));
    }

    [Theory]
    [InlineData("{ \"crm-tokn\": \"x\" }", "crm-tokn")]
    [InlineData("[ ]", "one JSON object")]
    [InlineData("{ \"from\": true }", "takes a text")]
    [InlineData("nonsense", "answers.json")]
    public async Task A_file_that_answers_what_nobody_asked_is_refused(string text, string says)
    {
        var (exit, _, error) = await InitTry.RunAsync(_folder, ["--answers", _folder.Write("answers.json", text), "--untested"]);

        Assert.Equal(ExitCode.BadUsage, exit);
        Assert.Contains(says, error, StringComparison.Ordinal);
    }

    private IEnumerable<string> Left() => Directory.GetFileSystemEntries(_folder.Path).Select(path => Path.GetFileName(path)!).Where(name => !name.StartsWith("kpidigest.db", StringComparison.Ordinal) || !File.Exists(InitTry.Config(_folder))).Order(StringComparer.Ordinal);
}
