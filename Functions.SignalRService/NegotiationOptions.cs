// The real package is not annotated for null, so neither is this.
#nullable disable
namespace Microsoft.Azure.SignalR.Management;

/// <summary>What a client is allowed to connect with.</summary>
public class NegotiationOptions
{
    /// <summary>The user the connection belongs to, or null for none.</summary>
    public string UserId { get; set; }

    /// <summary>How long the token, and with it the connection, lives. Default one hour.</summary>
    public TimeSpan TokenLifetime { get; set; } = TimeSpan.FromHours(1);
}
