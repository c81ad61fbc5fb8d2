using KpiDigest.Commands;
using KpiDigest.Configuration;
using KpiDigest.Crm;
using KpiDigest.Tests.Support;

namespace KpiDigest.Tests.Commands.Init;

public sealed class InitPipedriveTests(InitTry init) : IClassFixture<InitTry>, IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Pipedrive_is_asked_for_the_companys_address_and_a_token()
    {
        var (exit, _, error) = await InitTry.RunAsync(
            _folder, [.. init.Answers(("crm", "Pipedrive"), ("crm-url", null), ("crm-token", "its-token"), ("currency", "EUR")), "--pipedrive-url", "https://acme.pipedrive.com", "--untested"]);

        Assert.True(exit == ExitCode.Done, error);
        var settings = ConfigurationLoader.Load(InitTry.Config(_folder));
        var crm = settings.Options.Crm;
        Assert.Equal("Pipedrive", ConfigurationShape.Restore(settings.Shape, settings).Options.Crm.Kind);
        Assert.Equal(("Pipedrive", "https://acme.pipedrive.com", "its-token"), (crm.Kind, crm.BaseUrl, crm.Token.Reveal()));
        Assert.Empty(CrmOptionsValidator.Faults(crm));
    }
}
