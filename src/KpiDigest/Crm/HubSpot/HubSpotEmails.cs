using KpiDigest.Core.Facts;

namespace KpiDigest.Crm.HubSpot;

/// <summary>
/// Logged emails → activities. Pure; subject and text are never read. An email is bulk where the mapped property is set (HubSpot's own:
/// the sequence that sent it); marketing emails are another object of HubSpot and never come here.
/// </summary>
internal sealed class HubSpotEmails(HubSpotMapping mapping)
{
    public const string Prefix = "email:";

    public IReadOnlyList<string> Properties { get; } =
        [.. new[] { "hs_timestamp", "hs_email_status", "hubspot_owner_id", HubSpotApi.LastModified }.Concat(mapping.Mapped.Of(HubSpotApi.Emails)).Distinct()];

    public void Map(ObjectRow row, LinkedIds linked, PageFacts into)
    {
        var values = new RowReader(HubSpotApi.Emails, row, mapping.Notes);
        var sent = values.At("hs_timestamp") ?? (row.CreatedAt is { } at && HubSpotValues.TryInstant(at, out var created) ? created : null);
        if (sent is null)
        {
            mapping.Notes.Refused(HubSpotApi.Emails, row.Id, "hs_timestamp", row.Properties["hs_timestamp"], "say no time");
            return;
        }

        into.Activities.Add(new Activity
        {
            Id = Prefix + row.Id,
            Kind = ActivityKind.Email,
            Status = StatusOf(row),
            StartAt = sent.Value,
            OwnerId = row.Properties["hubspot_owner_id"],
            DealIds = linked[HubSpotApi.Deals],
            AccountIds = linked[HubSpotApi.Companies],
            IsBulk = values.Text(mapping.Fields.BulkEmail) is { } mark && !mark.Equals("false", StringComparison.OrdinalIgnoreCase) && mark != "0",
        });
    }

    /// <summary>Emails that customers sent have no status or SENT; what came back reached nobody.</summary>
    private ActivityStatus StatusOf(ObjectRow row)
    {
        var status = row.Properties["hs_email_status"];
        switch (status?.ToUpperInvariant())
        {
            case null or "SENT":
                return ActivityStatus.Held;
            case "SCHEDULED" or "SENDING":
                return ActivityStatus.Scheduled;
            case "BOUNCED" or "FAILED":
                return ActivityStatus.Cancelled;
            default:
                mapping.Notes.Unmapped(HubSpotApi.Emails, row.Id, "hs_email_status", status!, "is not known and counts as held");
                return ActivityStatus.Held;
        }
    }
}
