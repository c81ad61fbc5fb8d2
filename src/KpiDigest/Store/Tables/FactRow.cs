using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using KpiDigest.Core.Facts;
using NodaTime;
using NodaTime.Text;

namespace KpiDigest.Store.Tables;

/// <summary>
/// One fact as a row: every value once in canonical bytes, over which the content's hash is taken and from which SQLite binds.
/// Reused from row to row.
/// </summary>
internal sealed class FactRow
{
    private const byte NullTag = 0;
    private const byte IntegerTag = 1;
    private const byte TextTag = 2;

    private readonly List<FactField> _fields = new(24);
    private byte[] _bytes = new byte[1024];
    private int _length;
    private int _contentStart;
    private int _contentEnd;
    private int _keyFields;
    private bool _added;

    /// <summary>Key fields, then content fields.</summary>
    public IReadOnlyList<FactField> Fields => _fields;

    /// <summary>Why the row must not be stored; null: it may.</summary>
    public string? Fault { get; private set; }

    /// <summary>The CRM's stamp of the last change, where the kind has one.</summary>
    public long? ModifiedAt { get; private set; }

    /// <summary>The key in one text, for look-ups by page.</summary>
    public string KeyText => _keyFields == 1
        ? _fields[0].Text!
        : string.Join('\n', _fields.Take(_keyFields).Select(part => part.Text ?? part.Integer.ToString(CultureInfo.InvariantCulture)));

    public void Reset()
    {
        _fields.Clear();
        (_length, _contentStart, _contentEnd, _keyFields, _added, Fault, ModifiedAt) = (0, 0, 0, 0, false, null, null);
    }

    /// <summary>Ends the key. Only what follows is hashed.</summary>
    public void StartContent() => (_contentStart, _keyFields) = (_length, _fields.Count);

    /// <summary>
    /// What follows came with a later migration. Nulls at its end are not hashed, so that a row that states nothing of it has the hash it had
    /// before the migration and is not written again.
    /// </summary>
    public FactRow Added()
    {
        (_contentEnd, _added) = (_length, true);
        return this;
    }

    /// <summary>The content in canonical bytes, over which the hash is taken.</summary>
    public ReadOnlySpan<byte> Content => _bytes.AsSpan(_contentStart, (_added ? _contentEnd : _length) - _contentStart);

    /// <summary>UTF-8 bytes of a text field.</summary>
    public ReadOnlySpan<byte> Utf8(FactField field) => _bytes.AsSpan(field.Offset, field.Length);

    public FactRow Text(string? value)
    {
        if (value is null) return Null(ColumnType.Text);
        value = PlainText.Clean(value);
        Reserve(5 + Encoding.UTF8.GetMaxByteCount(value.Length));
        var length = Encoding.UTF8.GetBytes(value, _bytes.AsSpan(_length + 5));
        _bytes[_length] = TextTag;
        BinaryPrimitives.WriteInt32LittleEndian(_bytes.AsSpan(_length + 1), length);
        _fields.Add(new FactField(ColumnType.Text, false, 0, value, _length + 5, length));
        _length += 5 + length;
        _contentEnd = _length;
        return this;
    }

    public FactRow Integer(long? value)
    {
        if (value is not { } number) return Null(ColumnType.Integer);
        Reserve(9);
        _bytes[_length] = IntegerTag;
        BinaryPrimitives.WriteInt64LittleEndian(_bytes.AsSpan(_length + 1), number);
        _fields.Add(new FactField(ColumnType.Integer, false, number, null, 0, 0));
        _length += 9;
        _contentEnd = _length;
        return this;
    }

    public FactRow Flag(bool value) => Integer(value ? 1 : 0);

    /// <summary>1, or null for no: for columns that older rows do not have.</summary>
    public FactRow AddedFlag(bool value) => Integer(value ? 1 : null);

    public FactRow At(Instant? value) => Integer(value is { } at ? Stored.Micros(at) : null);

    public FactRow On(LocalDate? value) => Text(value is { } on ? LocalDatePattern.Iso.Format(on) : null);

    public FactRow Date(FactDate? value) => At(value?.At).On(value?.On);

    /// <summary>As <see cref="At"/>, and remembered as the record's stamp.</summary>
    public FactRow Modified(Instant value)
    {
        ModifiedAt = Stored.Micros(value);
        return Integer(ModifiedAt);
    }

    /// <summary>An amount in 1/10,000 units; one that is too large makes the row's <see cref="Fault"/>.</summary>
    public FactRow Money(decimal? value, string name)
    {
        if (value is not { } amount) return Null(ColumnType.Integer);
        if (!Stored.TryUnits(amount, out var units)) Fault ??= FormattableString.Invariant($"its {name} {amount} is beyond 922 trillion and cannot be stored; correct it in the source");
        return Integer(units);
    }

    private FactRow Null(ColumnType type)
    {
        Reserve(1);
        _bytes[_length++] = NullTag;
        _fields.Add(new FactField(type, true, 0, null, 0, 0));
        return this;
    }

    private void Reserve(int more)
    {
        if (_length + more > _bytes.Length) Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _length + more));
    }
}
