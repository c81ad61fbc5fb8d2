using System.Text.Json;

namespace KpiDigest.DemoCrm.Http;

/// <summary>The <c>paging</c> member, which the last page does not have.</summary>
internal static class Paging
{
    public static void Write(Utf8JsonWriter writer, string after, DemoRequest? request = null)
    {
        writer.WriteStartObject("paging");
        writer.WriteStartObject("next");
        writer.WriteString("after", after);
        if (request is not null) writer.WriteString("link", $"https://api.hubapi.com{request.Path}?after={after}");
        writer.WriteEndObject();
        writer.WriteEndObject();
    }
}
