using KpiDigest.Commands.Doctor;
using KpiDigest.Delivery;

namespace KpiDigest.Tests.Commands.Doctor;

public class SenderFindingsTests
{
    private static readonly Dictionary<string, string[]> Good = new()
    {
        ["example.com"] = ["google-site-verification=1", "v=spf1 include:_spf.example.net -all"],
        ["_dmarc.example.com"] = ["v=DMARC1; p=reject"],
    };

    [Fact]
    public async Task A_sender_with_spf_and_dmarc_of_its_domain_is_well()
    {
        var findings = await OfAsync(new MailOptions { From = "Digest <digest@example.com>" }, Good);

        Assert.Equal([Grade.Ok, Grade.Ok, Grade.Ok, Grade.Note], findings.Select(f => f.Grade));
        Assert.Contains("include:_spf.example.net", findings[1].Text, StringComparison.Ordinal);
        Assert.Contains("p=reject", findings[2].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bounce_address_of_another_domain_cannot_align_one_of_a_subdomain_can()
    {
        Assert.Equal(Grade.Note, (await OfAsync(new MailOptions { From = "d@example.com", BounceAddress = "b@other.org" }, Good))[0].Grade);
        Assert.Equal(Grade.Note, (await OfAsync(new MailOptions { From = "d@example.com", BounceAddress = "b@notexample.com" }, Good))[0].Grade);
        Assert.Equal(Grade.Note, (await OfAsync(new MailOptions { From = "d@notexample.com", BounceAddress = "b@example.com" }, Good))[0].Grade);
        Assert.Equal(Grade.Ok, (await OfAsync(new MailOptions { From = "d@example.com", BounceAddress = "b@bounce.example.com" }, Good))[0].Grade);
    }

    [Fact]
    public async Task Two_spf_records_are_a_fault_and_none_is_a_note()
    {
        Assert.Equal(Grade.Fault, (await OfAsync(new MailOptions { From = "d@example.com" }, new() { ["example.com"] = ["v=spf1 -all", "V=SPF1 a -all"] }))[1].Grade);
        Assert.Contains("no SPF record", (await OfAsync(new MailOptions { From = "d@example.com" }, new() { ["example.com"] = ["v=spf10"] }))[1].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_subdomain_is_under_the_policy_of_its_parent()
    {
        Assert.Contains("DMARC of example.com", (await OfAsync(new MailOptions { From = "d@sales.example.com" }, Good))[2].Text, StringComparison.Ordinal);
        Assert.Contains("no DMARC record", (await OfAsync(new MailOptions { From = "d@example.org" }, Good))[2].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Dns_without_an_answer_is_said_and_is_no_missing_record()
    {
        var findings = await SenderFindings.OfAsync(new MailOptions { From = "d@example.com" }, _ => Task.FromResult<IReadOnlyList<string>?>(null));

        Assert.Equal(2, findings.Count(f => f.Text.StartsWith("DNS gave no answer", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_password_at_exchange_online_is_warned_of()
    {
        var mail = new MailOptions { From = "d@example.com", Smtp = new() { Host = "smtp.office365.com", Username = "d@example.com" } };

        Assert.Contains((await OfAsync(mail, Good)), f => f.Text.Contains("December 2026", StringComparison.Ordinal));
    }

    private static Task<IReadOnlyList<Finding>> OfAsync(MailOptions mail, Dictionary<string, string[]> records) =>
        SenderFindings.OfAsync(mail, name => Task.FromResult<IReadOnlyList<string>?>(records.GetValueOrDefault(name) ?? []));
}
