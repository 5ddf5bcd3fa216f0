namespace Functions.Zoom;

/// <summary>What a new token says about the app's credentials. The token itself stays inside the client.</summary>
/// <param name="AccountId">The Zoom account the token is for.</param>
/// <param name="Scopes">What the app may do, by Zoom's names; <see cref="ZoomScopes"/> tells what is missing.</param>
/// <param name="ExpiresAt">When the token expires; the client renews it before.</param>
public sealed record ZoomCredentials(string AccountId, IReadOnlyList<string> Scopes, DateTimeOffset ExpiresAt);
