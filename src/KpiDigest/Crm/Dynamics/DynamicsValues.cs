using KpiDigest.Core.Facts;
using NodaTime;

namespace KpiDigest.Crm.Dynamics;

/// <summary>Reads values of one row by the columns' own names; what cannot be read is noted and counts as not stated.</summary>
internal readonly struct DynamicsValues(SeenTable table, DynamicsRow row, DynamicsMapping mapping)
{
    /// <summary>The row's id.</summary>
    public string Id { get; } = DynamicsId.Checked(row[table.Id]);

    /// <summary>The value as it is written: of a choice its number, of a lookup an id.</summary>
    public string? Raw(string? column) => column is null ? null : row[table.Asked(column)];

    /// <summary>The value as people see it; null where the column is not mapped or not set.</summary>
    public string? Text(string? column)
    {
        if (column is null || Raw(column) is not { } raw) return null;
        var text = (table.IsLabelled(column) ? row.Label(table.Asked(column)) : null) ?? raw;
        return string.IsNullOrWhiteSpace(text) ? null : text.Trim();
    }

    /// <summary>The values of a list: each once, in their order.</summary>
    public IReadOnlyList<string> Texts(string? column) => NotedValue.Parts(Text(column));

    public bool Flag(string column) => Raw(column) == "true";

    /// <summary>The id of a lookup that points to a row of that table; null: to none or another's.</summary>
    public string? To(string tableName, string column) => Raw(column) is { } id && row.Table(table.Asked(column)) == tableName ? id : null;

    /// <summary>The owner where it is a person: a team or an application is nobody.</summary>
    public string? Owner()
    {
        if (Raw("owningteam") is { } team && Raw("owninguser") is null)
            mapping.Notes.Unmapped(table.Name, Id, "ownerid", "team", "is no person: what a team owns counts for the company and for nobody in it");
        return Raw("owninguser") is { } user && !mapping.Applications.Contains(user) ? user : null;
    }

    public FactDate? Date(string? column) => Of(column).Date(TryInstant);

    /// <summary>A plain date, whether or not it is written with a time.</summary>
    public LocalDate? Day(string? column) => Date(column) is { } date ? date.On ?? Midnight(date.At!.Value) : null;

    /// <summary>An instant; Dataverse states no zone, so a plain date begins in UTC.</summary>
    public Instant? At(string? column) => Date(column)?.InstantIn(DateTimeZone.Utc);

    /// <summary>False where the amount is a number too large to keep: then the row is left out, and noted.</summary>
    public bool TryMoney(string? column, out decimal? value) => Of(column).TryMoney(out value);

    /// <summary>A number; null where it is none.</summary>
    public decimal? Number(string column) => Of(column).Number();

    /// <summary>ISO code of the row's currency; null: not stated.</summary>
    public string? Currency() => Raw("transactioncurrencyid") is { } id ? mapping.Currencies.GetValueOrDefault(id) : null;

    /// <summary>The day of a stamp that stands for a day: the user's midnight, written in UTC, is at most half a day away from that day's in UTC.</summary>
    public static LocalDate Midnight(Instant at) => (at + Duration.FromHours(12)).InUtc().Date;

    private NotedValue Of(string? column) => new(table.Name, Id, column, Raw(column), mapping.Notes);

    private static bool TryInstant(string text, out Instant value) => IsoInstant.TryRead(text, out value);
}
