using System.Diagnostics.CodeAnalysis;

namespace Functions.SignIn;

/// <summary>Addresses of issuers: https, or this machine itself.</summary>
internal static class IssuerUrl
{
    public static bool TryParse(string? text, [NotNullWhen(true)] out Uri? url) =>
        Uri.TryCreate(text, UriKind.Absolute, out url)
        && (url.Scheme == Uri.UriSchemeHttps || (url.Scheme == Uri.UriSchemeHttp && url.IsLoopback))
        && url is { Query.Length: 0, Fragment.Length: 0, UserInfo.Length: 0 }
        && !text.AsSpan().ContainsAny('{', '}');
}
