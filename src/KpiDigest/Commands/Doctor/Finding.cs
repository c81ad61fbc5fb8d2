namespace KpiDigest.Commands.Doctor;

/// <summary>What one look at one part found.</summary>
/// <param name="Part">database, crm, mail, sender, printing, templates, supplements, recipients, clock, bounces.</param>
/// <param name="Grade">How it is.</param>
/// <param name="Text">What was found, and for a fault its cause.</param>
/// <param name="Fix">What to do about it; empty: nothing.</param>
internal sealed record Finding(string Part, Grade Grade, string Text, string Fix = "")
{
    public static Finding Ok(string part, string text) => new(part, Grade.Ok, text);

    public static Finding Note(string part, string text, string fix = "") => new(part, Grade.Note, text, fix);

    public static Finding Fault(string part, string text, string fix = "") => new(part, Grade.Fault, text, fix);

    /// <summary>The grade as it is printed.</summary>
    public string Word => Grade switch { Grade.Ok => "ok", Grade.Note => "note", _ => "FAULT" };

    /// <summary>A line for people, and one below it for what to do.</summary>
    public void WriteTo(TextWriter output)
    {
        output.WriteLine($"{Word,-6} {Part,-13} {Text}");
        if (Fix.Length > 0) output.WriteLine($"{"",-20} → {Fix}");
    }
}
