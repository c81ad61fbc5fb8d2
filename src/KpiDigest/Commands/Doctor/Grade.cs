namespace KpiDigest.Commands.Doctor;

/// <summary>How a part is.</summary>
internal enum Grade
{
    /// <summary>As it should be.</summary>
    Ok,

    /// <summary>Works, but somebody should know.</summary>
    Note,

    /// <summary>Mails would be wrong, late or not sent.</summary>
    Fault,
}
