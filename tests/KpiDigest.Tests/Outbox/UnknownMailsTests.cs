using KpiDigest.Delivery;
using KpiDigest.Delivery.Graph;
using KpiDigest.Outbox;
using KpiDigest.Tests.Delivery.Graph;
using KpiDigest.Tests.Support;

namespace KpiDigest.Tests.Outbox;

/// <summary>What a killed worker left behind, and a channel that can tell what became of it; on either engine.</summary>
public abstract class UnknownMailsTests : RunTests
{
    private readonly ScriptedChannel _channel = new();

    [Theory]
    [InlineData(true, MailState.Sent, 1)]
    [InlineData(false, MailState.Unknown, 1)]
    [InlineData(null, MailState.Unknown, 2)]
    public async Task What_is_proved_to_have_left_is_sent_and_each_is_asked_about_until_there_is_an_answer(bool? left, object state, int asked)
    {
        await KilledAsync();
        _channel.HasLeft = left;
        var mails = new UnknownMails(Outbox, _channel, SuiteLogs.Of<UnknownMails>());

        Assert.Equal(left == true ? 1 : 0, await mails.AskAsync(Now));
        Assert.Equal(0, await mails.AskAsync(Now));

        var row = Assert.Single(await Outbox.ListAsync(null, null, 10, Now));
        Assert.Equal(state, row.State);
        Assert.Equal(Enumerable.Repeat(row.MessageId, asked), _channel.Asked);
        Assert.All(await Outbox.BooksAsync(Now), books => Assert.True(books.Balance));
    }

    [Fact]
    public async Task A_mail_that_somebody_resent_meanwhile_is_not_touched()
    {
        await KilledAsync();
        _channel.HasLeft = true;
        _channel.BeforeAnswer = async () => await Outbox.ResendAsync((await Outbox.ListAsync(null, null, 10, Now)).Single().Id, Now);

        Assert.Equal(0, await new UnknownMails(Outbox, _channel, SuiteLogs.Of<UnknownMails>()).AskAsync(Now));

        Assert.Equal(MailState.Waiting, Assert.Single(await Outbox.ListAsync(null, null, 10, Now)).State);
    }

    [Fact]
    public async Task Graph_finds_it_in_sent_items_by_its_header()
    {
        await KilledAsync();
        await using var graph = await GraphStub.StartAsync();
        await using var channel = new GraphChannel(graph.Options(o => o.LookUpUnknown = true), new ImpatientTime());
        var mails = new UnknownMails(Outbox, channel, SuiteLogs.Of<UnknownMails>());
        graph.Kept.Enqueue($"X-KpiDigest-Delivery: {Assert.Single(await Outbox.ListAsync(null, null, 10, Now)).MessageId}");

        Assert.Equal(1, await mails.AskAsync(Now));

        Assert.Equal(MailState.Sent, Assert.Single(await Outbox.ListAsync(null, null, 10, Now)).State);
        Assert.Empty(graph.Taken);
    }

    private async Task KilledAsync()
    {
        await EnqueuedRunAsync(1);
        _channel.AfterFence = _ => new TaskCompletionSource<DeliveryOutcome>().Task;
        _ = Dispatcher().DeliverNextAsync(Now);
        while (_channel.Left.IsEmpty) await Task.Delay(5, Now);
        await MailLeasesEndAsync();
        Assert.Equal((0, 1, 0), await Outbox.SweepAsync(false, Now));
    }

    private OutboxDispatcher Dispatcher() => new(
        Outbox, _channel, new MailOptions { Mode = MailMode.Live }, _ => Task.FromResult(MailMode.Live), TimeProvider.System, SuiteLogs.Of<OutboxDispatcher>());
}
