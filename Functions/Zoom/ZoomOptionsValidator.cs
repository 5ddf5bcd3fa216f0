using System.Net;
using Microsoft.Extensions.Options;

namespace Functions.Zoom;

/// <summary>Says what is wrong with the Zoom settings, by the names an operator writes them under.</summary>
internal sealed class ZoomOptionsValidator : IValidateOptions<ZoomOptions>
{
    public const string ExpectedPlan = "Free, Pro or Business, for example Pro";
    public const string ExpectedShare = "a number above 0 and at most 1, for example 0.5 for one of two instances";

    public ValidateOptionsResult Validate(string? name, ZoomOptions options)
    {
        string?[] failures =
        [
            Address("Zoom__BaseUrl", options.BaseUrl, "https://api.zoom.us/v2"),
            Address("Zoom__OAuthUrl", options.OAuthUrl, "https://zoom.us/oauth/token"),
            Credential("Zoom__AccountId", options.AccountId, "xKj3PqRsT1uVwXyZ2AbCdE"),
            Credential("Zoom__ClientId", options.ClientId, "aB3dE5fG7hI9jK1lM3nO5p"),
            Enum.IsDefined(options.Plan) ? null : $"Zoom__Plan must be {ExpectedPlan}.",
            options.RateShare is > 0 and <= 1 ? null : $"Zoom__RateShare must be {ExpectedShare}.",
        ];
        var messages = failures.OfType<string>().ToList();
        return messages.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(messages);
    }

    private static string? Credential(string setting, string value, string example) =>
        string.IsNullOrWhiteSpace(value) || value.Contains('<', StringComparison.Ordinal)
            ? $"{setting} is not set; it is shown with the credentials of the server-to-server app at Zoom, for example {example}."
            : null;

    private static string? Address(string setting, string value, string example)
    {
        var isUsable = Uri.TryCreate(value, UriKind.Absolute, out var uri)
            && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && IsLoopback(uri)))
            && uri.Query.Length == 0 && uri.UserInfo.Length == 0;
        return isUsable ? null : $"{setting} must be an https address (http only on this machine), for example {example}.";
    }

    private static bool IsLoopback(Uri uri) =>
        string.Equals(uri.Host, "localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(uri.DnsSafeHost, out var address) && IPAddress.IsLoopback(address));
}
