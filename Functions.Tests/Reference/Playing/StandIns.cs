using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Functions.Tests.Reference.Playing;

/// <summary>
/// Puts something of the same shape in the place of what differs from one run to another: addresses, tokens, passcodes,
/// digests, trace ids and durations of milliseconds. The same thing has the same stand-in everywhere.
/// </summary>
internal sealed partial class StandIns(Uri api, Uri zoom)
{
    private const string Example = "example";

    private readonly Dictionary<string, int> versions = new(StringComparer.Ordinal);

    public JsonNode? Json(JsonNode? value, string? name = null) => value switch
    {
        JsonObject members => new JsonObject(members.Select(m => KeyValuePair.Create(m.Key, Json(m.Value, m.Key)))),
        JsonArray items => new JsonArray([.. items.Select(i => Json(i))]),
        JsonValue when name == "duration_ms" => 3,
        JsonValue text when text.TryGetValue<string>(out var known) => Member(name, known),
        _ => value?.DeepClone(),
    };

    public string Text(string text) =>
        Secret().Replace(text, m => $"{m.Groups["name"].Value}={Kept(m.Groups["value"].Value)}")
            .Replace(Origin(zoom), "https://zoom.example", StringComparison.Ordinal)
            .Replace(Origin(api), "https://classes.example", StringComparison.Ordinal);

    private string Member(string? name, string value) => name switch
    {
        "version" => Version(value),
        "trace_id" => Convert.ToHexStringLower(Digest("trace")),
        "accessToken" or "passcode" => Kept(value),
        _ => Text(value),
    };

    // What the play chose by itself is an example already.
    private static string Kept(string secret) => secret.StartsWith(Example, StringComparison.Ordinal) ? secret : Example;

    private string Version(string value)
    {
        versions.TryAdd(value, versions.Count + 1);
        return Base64Url.EncodeToString(Digest($"version {versions[value]}"));
    }

    private static byte[] Digest(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text))[..16];

    private static string Origin(Uri address) => address.GetLeftPart(UriPartial.Authority);

    [GeneratedRegex("(?<name>zak|pwd)=(?<value>[A-Za-z0-9._@*-]+)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Secret();
}
