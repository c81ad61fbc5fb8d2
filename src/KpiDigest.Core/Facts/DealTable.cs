namespace KpiDigest.Core.Facts;

/// <summary>The columns of all deals, numbered by id, as the newest version states them, and their changes in compressed rows.</summary>
internal sealed class DealTable(int count)
{
    public int Count { get; } = count;

    public string[] Id { get; } = new string[count];

    /// <summary>Present owner.</summary>
    public int[] Owner { get; } = new int[count];

    public DealStatus[] Status { get; } = new DealStatus[count];

    /// <summary>Close and creation as <see cref="Cell"/> writes dates.</summary>
    public long[] Close { get; } = new long[count];

    public long[] Created { get; } = new long[count];

    public int[] CreatedDay { get; } = new int[count];

    public long[] Modified { get; } = new long[count];

    /// <summary>Amount in the deal's currency, and the CRM's own in the home currency.</summary>
    public long[] Amount { get; } = new long[count];

    public long[] Home { get; } = new long[count];

    /// <summary>Number of the foreign currency among <see cref="Texts"/>; −1: the home currency.</summary>
    public int[] Currency { get; } = new int[count];

    public DealKind[] Kind { get; } = new DealKind[count];

    /// <summary>Why it does not count whatever its outcome.</summary>
    public LeftOut[] LeftOut { get; } = new LeftOut[count];

    /// <summary>The lost reason where it makes a lost deal not count; null: it does not.</summary>
    public string?[] NotALoss { get; } = new string?[count];

    /// <summary>Account id; null: none stated.</summary>
    public string?[] Account { get; } = new string?[count];

    /// <summary>Forecast category, lost reason, source and incumbent as the CRM states them; null: not stated.</summary>
    public string?[] ForecastCategory { get; } = new string?[count];

    public string?[] LostReason { get; } = new string?[count];

    public string?[] Source { get; } = new string?[count];

    public string?[] Incumbent { get; } = new string?[count];

    /// <summary>Gross margin in the deal's currency, or <see cref="Cell.None"/>.</summary>
    public long[] Margin { get; } = new long[count];

    public IReadOnlyList<string>[] ProductLines { get; } = new IReadOnlyList<string>[count];

    public IReadOnlyList<string>[] Competitors { get; } = new IReadOnlyList<string>[count];

    /// <summary>Revenue splits; null: the owner has all of it.</summary>
    public SplitShare[]?[] Splits { get; } = new SplitShare[]?[count];

    /// <summary>Present stage number; −1: none or unknown.</summary>
    public int[] Stage { get; } = new int[count];

    /// <summary>What the numbers of currencies, and of forecast categories in changes, stand for.</summary>
    public string[] Texts { get; init; } = [];

    /// <summary>Row of the deal's first change; one more entry than deals.</summary>
    public int[] FirstChange { get; set; } = new int[count + 1];

    public DealField[] ChangeField { get; set; } = [];

    public long[] ChangeAt { get; set; } = [];

    /// <summary>Stage number, amount, close date, owner number or the number of the category among <see cref="Texts"/>, by the field.</summary>
    public long[] ChangeValue { get; set; } = [];
}
