using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.Json;
using KpiDigest.DemoCrm.Records;

namespace KpiDigest.DemoCrm.Http;

/// <summary>Owners, whose cursor is an offset in base 64.</summary>
internal sealed class OwnersEndpoint(DemoCrmStore store)
{
    public DemoAnswer List(DemoCall call)
    {
        var limit = call.Limit(100, 500, "");
        var offset = Offset(call.Text("after"));
        var archived = call.Flag("archived");
        var email = call.Text("email");
        var all = store.Owners.Where(o => o.Archived == archived && (email is null || o.Email.Equals(email, StringComparison.OrdinalIgnoreCase))).ToList();
        return new DemoAnswer(200, DemoJson.Write(writer =>
        {
            writer.WriteStartObject();
            writer.WriteStartArray("results");
            foreach (var owner in all.Skip(offset).Take(limit)) Write(writer, owner);
            writer.WriteEndArray();
            if (offset + limit < all.Count) Paging.Write(writer, Cursor(offset + limit), call.Request);
            writer.WriteEndObject();
        }));
    }

    public DemoAnswer Get(string id) => store.Owners.FirstOrDefault(o => o.Id.ToString(CultureInfo.InvariantCulture) == id) is { Archived: false } owner
        ? new DemoAnswer(200, DemoJson.Write(writer => Write(writer, owner)))
        : throw new DemoRefusal(DemoErrors.NotFound($"Owner '{id}' not found."));

    private static string Cursor(int offset) => Convert.ToBase64String(Encoding.ASCII.GetBytes(offset.ToString(CultureInfo.InvariantCulture)));

    private static int Offset(string? after)
    {
        if (after is null) return 0;
        if (Base64.IsValid(after) && int.TryParse(Convert.FromBase64String(after), NumberStyles.None, CultureInfo.InvariantCulture, out var offset)) return offset;
        throw DemoRefusal.Invalid($"after '{after}' is not a cursor of this list.");
    }

    private void Write(Utf8JsonWriter writer, OwnerRecord owner)
    {
        writer.WriteStartObject();
        writer.WriteString("id", owner.Id.ToString(CultureInfo.InvariantCulture));
        writer.WriteString("email", owner.Email);
        writer.WriteString("type", "PERSON");
        writer.WriteString("firstName", owner.FirstName);
        writer.WriteString("lastName", owner.LastName);
        if (owner.Archived) writer.WriteNull("userId");
        else writer.WriteNumber("userId", owner.UserId);
        writer.WriteNumber("userIdIncludingInactive", owner.UserId);
        writer.WriteInstant("createdAt", owner.Created);
        writer.WriteInstant("updatedAt", owner.Updated);
        writer.WriteBoolean("archived", owner.Archived);
        if (!owner.Archived) WriteTeams(writer, owner);
        writer.WriteEndObject();
    }

    private void WriteTeams(Utf8JsonWriter writer, OwnerRecord owner)
    {
        writer.WriteStartArray("teams");
        foreach (var (id, primary) in new[] { (owner.TeamId, true), (owner.SecondTeamId, false) })
        {
            if (store.Data.Teams.FirstOrDefault(t => t.Id == id) is not { } team) continue;
            writer.WriteStartObject();
            writer.WriteString("id", id.ToString(CultureInfo.InvariantCulture));
            writer.WriteString("name", team.Name);
            writer.WriteBoolean("primary", primary);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}
