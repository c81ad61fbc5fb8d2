namespace KpiDigest.Delivery.Tokens;

/// <summary>There is no token; known inside Delivery only, the channel makes an outcome of it. One line, no secret; begins with <c>configuration:</c> where only we can mend it.</summary>
internal sealed class TokenFaultException(string message, Exception? inner = null) : Exception(message, inner);
