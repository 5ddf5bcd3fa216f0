using System.Diagnostics;

namespace Functions.Zoom;

/// <summary>A token in memory, which is the only place it is ever kept. It is no record: nothing must print it.</summary>
[DebuggerDisplay("Token until {ExpiresAt}")]
internal sealed class ZoomAccessToken(string value, DateTimeOffset issuedAt, TimeSpan lifetime, IReadOnlyList<string> scopes)
{
    private static readonly TimeSpan RenewedEarly = TimeSpan.FromMinutes(5);

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public string Value { get; } = value;

    public IReadOnlyList<string> Scopes { get; } = scopes;

    public DateTimeOffset ExpiresAt { get; } = issuedAt + lifetime;

    /// <summary>Five minutes before it expires, or at half the life of a short one.</summary>
    public DateTimeOffset RenewAt { get; } = issuedAt + (lifetime > 2 * RenewedEarly ? lifetime - RenewedEarly : lifetime / 2);
}
