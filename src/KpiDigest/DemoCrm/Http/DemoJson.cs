using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using KpiDigest.DemoCrm.Schema;

namespace KpiDigest.DemoCrm.Http;

/// <summary>JSON bytes, written by one reused writer a thread.</summary>
internal static class DemoJson
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    [ThreadStatic]
    private static (ArrayBufferWriter<byte> Buffer, Utf8JsonWriter Writer)? _kept;

    /// <summary>The bytes of what the action writes.</summary>
    public static byte[] Write(Action<Utf8JsonWriter> write)
    {
        var (buffer, writer) = _kept ?? Create();
        _kept = null;
        buffer.ResetWrittenCount();
        writer.Reset(buffer);
        write(writer);
        writer.Flush();
        var bytes = buffer.WrittenSpan.ToArray();
        _kept = (buffer, writer);
        return bytes;
    }

    /// <summary>Writes a value as HubSpot does: a string or null.</summary>
    public static void WriteValue(this Utf8JsonWriter writer, JsonEncodedText name, DemoValue value)
    {
        if (value.IsNull)
        {
            writer.WriteNull(name);
            return;
        }

        if (value.Kind == DemoValueKind.Text)
        {
            writer.WriteString(name, value.Text);
            return;
        }

        Span<char> chars = stackalloc char[40];
        writer.WriteString(name, chars[..value.Format(chars)]);
    }

    /// <summary>Writes an instant.</summary>
    public static void WriteInstant(this Utf8JsonWriter writer, string name, NodaTime.Instant? at)
    {
        if (at is not { } instant)
        {
            writer.WriteNull(name);
            return;
        }

        Span<char> chars = stackalloc char[40];
        writer.WriteString(name, chars[..DemoInstants.Format(instant.ToUnixTimeMilliseconds(), chars)]);
    }

    private static (ArrayBufferWriter<byte> Buffer, Utf8JsonWriter Writer) Create()
    {
        var buffer = new ArrayBufferWriter<byte>(64 * 1024);
        return (buffer, new Utf8JsonWriter(buffer, Options));
    }
}
