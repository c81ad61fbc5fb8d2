namespace KpiDigest.Outbox;

/// <summary>Deliveries one behind the other.</summary>
internal sealed class DeliveryLane
{
    /// <summary>Done once it is written down what became of the mail before.</summary>
    public Task Recorded { get; set; } = Task.CompletedTask;
}
