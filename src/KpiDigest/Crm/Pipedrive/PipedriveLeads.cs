using KpiDigest.Core.Facts;
using NodaTime;

namespace KpiDigest.Crm.Pipedrive;

/// <summary>Leads → prospects, organisations → accounts. Pure.</summary>
internal sealed class PipedriveLeads(PipedriveMapping mapping)
{
    private static readonly Instant Gregorian = Instant.FromUtc(1582, 10, 15, 0, 0);

    /// <summary>
    /// When a lead was made, by its id: Pipedrive's are UUIDs of version 1 (RFC 9562), which begin with that time in units of 100 ns. Of a lead
    /// that became a deal nothing else says it. Null: an id of another version.
    /// </summary>
    public static Instant? CreatedBy(string id)
    {
        if (!Guid.TryParseExact(id, "D", out var guid) || guid.Version != 1) return null;
        Span<byte> bytes = stackalloc byte[16];
        guid.TryWriteBytes(bytes, bigEndian: true, out _);
        var low = System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(bytes);
        var middle = System.Buffers.Binary.BinaryPrimitives.ReadUInt16BigEndian(bytes[4..]);
        var high = System.Buffers.Binary.BinaryPrimitives.ReadUInt16BigEndian(bytes[6..]) & 0x0FFF;
        return Gregorian + Duration.FromTicks((long)high << 48 | (long)middle << 32 | low);
    }

    public void MapLead(PipedriveRow row, PageFacts into)
    {
        var values = new PipedriveValues(PipedriveApi.LeadsName, row, mapping);
        into.Prospects.Add(new Prospect
        {
            Id = row.Id,
            Created = values.Date("add_time"),
            Source = values.Text(mapping.Fields.LeadSource),
            OwnerId = row["owner_id"],
            Status = row.Is("is_archived") ? "archived" : "open",
            ConvertedAt = values.At(mapping.Fields.LeadConverted),
        });
    }

    public void MapOrganization(PipedriveRow row, PageFacts into)
    {
        if (row.Is("is_deleted"))
        {
            into.Deleted.Add((FactKind.Account, row.Id));
            return;
        }

        var values = new PipedriveValues(PipedriveApi.OrganizationsName, row, mapping);
        into.Accounts.Add(new Account
        {
            Id = row.Id,
            Name = values.Text("name") ?? $"Organization {row.Id}",
            CreatedAt = values.At("add_time"),
            Industry = values.Text("industry"),
            Region = values.Text(mapping.Fields.Region),
            Segment = values.Text(mapping.Fields.Segment),
            ChurnedOn = values.Day(mapping.Fields.ChurnedOn),
            OwnerId = row["owner_id"],
        });
    }
}
