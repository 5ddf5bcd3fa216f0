namespace Functions.SignIn;

/// <summary>The identity that a professor signs in with.</summary>
/// <param name="Issuer">The issuer; <c>entra:</c> and the tenant's id for Microsoft Entra ID.</param>
/// <param name="Subject">What the issuer calls them: <c>sub</c>, for Entra <c>oid</c>.</param>
/// <param name="BoundAt">Since when.</param>
public sealed record BoundIdentity(string Issuer, string Subject, DateTimeOffset BoundAt)
{
    internal Identity Identity => new(Issuer, Subject);
}
