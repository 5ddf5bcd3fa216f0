namespace Functions.SignIn;

/// <summary>What is particular to Microsoft Entra ID.</summary>
internal static class Entra
{
    /// <summary>Starts the issuer of an identity, before the tenant's id: who somebody is does not depend on the version of their token.</summary>
    public const string Prefix = "entra:";

    private static readonly string[] Hosts =
        ["login.microsoftonline.com", "sts.windows.net", "login.windows.net", "login.microsoft.com", "login.microsoftonline.us", "login.partner.microsoftonline.cn"];

    /// <summary>The tenants of everybody; the last is that of personal accounts.</summary>
    private static readonly string[] Everybody = ["common", "organizations", "consumers", "9188040d-6c67-4c5b-b112-36a304b66dad"];

    /// <summary>Whether anybody may sign in at this authority, whatever organisation they belong to.</summary>
    public static bool IsMultiTenant(Uri authority) =>
        IsEntra(authority) && (FirstSegment(authority) is not { } tenant || Everybody.Contains(tenant, StringComparer.OrdinalIgnoreCase));

    /// <summary>The tenant that an issuer stands for, in lower case; null for an issuer that is not Entra.</summary>
    public static string? TenantOf(string issuer) =>
        Uri.TryCreate(issuer, UriKind.Absolute, out var url) && IsEntra(url) && Guid.TryParseExact(FirstSegment(url), "D", out var tenant) ? tenant.ToString() : null;

    private static bool IsEntra(Uri url) =>
        Hosts.Contains(url.Host, StringComparer.OrdinalIgnoreCase) || url.Host.EndsWith(".ciamlogin.com", StringComparison.OrdinalIgnoreCase);

    private static string? FirstSegment(Uri url) => url.AbsolutePath.Split('/', StringSplitOptions.RemoveEmptyEntries) is [{ } first, ..] ? first : null;
}
