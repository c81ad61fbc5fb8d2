using KpiDigest.Core.Facts;
using NodaTime;

namespace KpiDigest.Core.Kpis;

/// <summary>
/// The customers of a scope and how long they are any: by recurring revenue, by the day an account churned, or by the days since it last
/// bought. To buy is to win a deal that counts, or a renewal.
/// </summary>
internal sealed class Customers
{
    private readonly KpiInput _input;
    private readonly AccountBook _book;
    private readonly List<int> _accounts;
    private readonly Dictionary<int, List<LocalDate>> _bought = [];

    private Customers(KpiInput input, List<int> accounts)
    {
        (_input, _book, _accounts) = (input, input.Facts.AccountBook, accounts);
        foreach (var account in accounts)
            _bought[account] = [.. input.Facts.PurchasesOf(account, input.AsOf).Select(d => d.Close).OfType<LocalDate>().Order()];
    }

    /// <summary>The accounts that belong to the scope at the end of the input's period.</summary>
    public static Customers Of(KpiInput input) =>
        new(input, [.. input.Facts.AccountsOf(input.Scope, Instant.Min(input.AsOf, input.Period.EndInstant).PlusTicks(-1))]);

    /// <summary>Whether customers are those with recurring revenue.</summary>
    public bool IsByRecurring => _input.Facts.KpiRules.ChurnMode == ChurnMode.Contract && _input.Facts.Supplements.Recurring.Count > 0;

    /// <summary>Why it is unknown who is a customer, or null.</summary>
    public static string? Fault(SalesFacts facts) =>
        facts.KpiRules.ChurnMode == ChurnMode.Inactivity || facts.Supplements.Recurring.Count > 0 || facts.AccountBook.HasChurnDates ? null
        : $"{facts.Missing(FactKind.Recurring)}, and no account states when it churned: add the file, map the CRM's churn date, or set Churn:Mode to Inactivity";

    /// <summary>Why customers cannot be compared between the start and the end of a span, or null.</summary>
    public string? FaultBetween(LocalDate start, LocalDate until)
    {
        if (!IsByRecurring) return null;
        var (before, last) = (MonthBefore(start), MonthBefore(until));
        if (before is null) return $"recurring.csv holds no month before {start:uuuu'-'MM'-'dd}";
        return last == before ? $"recurring.csv ends with {last:uuuu'-'MM}: no month after {start:uuuu'-'MM'-'dd}" : null;
    }

    /// <summary>The accounts that are customers as a day begins.</summary>
    public List<int> At(LocalDate date) => _accounts.FindAll(a => IsCustomer(a, date));

    /// <summary>Of the customers as a span begins, those who are none as it ends; who came back inside it was not lost.</summary>
    public List<int> LostIn(IEnumerable<int> atStart, LocalDate until) => [.. atStart.Where(a => !IsCustomer(a, until))];

    /// <summary>The day an account first bought; null: never.</summary>
    public LocalDate? FirstBought(int account) => _bought[account] is [var first, ..] ? first : null;

    /// <summary>All accounts of the scope.</summary>
    public IReadOnlyList<int> All => _accounts;

    /// <summary>Recurring revenue of an account as a day begins: that of the last month before it.</summary>
    public decimal RecurringAt(int account, LocalDate date) => MonthBefore(date) is { } month ? _book.RecurringOf(account, month) : 0;

    /// <summary>The last month of the file before a day that had begun then.</summary>
    private LocalDate? MonthBefore(LocalDate date) => _book.RecurringMonthOn(date.PlusDays(-1));

    private bool IsCustomer(int account, LocalDate date)
    {
        if (IsByRecurring) return RecurringAt(account, date) > 0;
        var last = _bought[account].FindLast(d => d < date);
        if (last == default) return false;
        return _input.Facts.KpiRules.ChurnMode == ChurnMode.Inactivity
            ? last.PlusDays(_input.Facts.KpiRules.InactivityDays) >= date
            : _book.Find(account)?.ChurnedOn is not { } churned || churned >= date || last >= churned;
    }
}
