using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Functions.Tests.Infra;

/// <summary>What is written beside the page when it is deployed.</summary>
public sealed partial class PageConfigurationTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory();

    private static readonly Dictionary<string, string> Stage = new(StringComparer.Ordinal)
    {
        ["API_ORIGIN"] = "https://api.example.edu/",
        ["SIGNALR_ORIGIN"] = "https://live.example.edu",
        ["MAX_ROOMS"] = "30",
    };

    private static readonly Dictionary<string, string> SignIn = new(StringComparer.Ordinal)
    {
        ["SIGN_IN_AUTHORITY"] = "https://login.example.edu/tenant/v2.0",
        ["SIGN_IN_CLIENT_ID"] = "page",
        ["SIGN_IN_SCOPE"] = "openid api://class/use",
    };

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task The_page_is_told_where_its_api_is()
    {
        await WriteAsync(Stage);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse("""{"api": "https://api.example.edu", "max_rooms": 30}"""), Read("config.json")));
    }

    [Fact]
    public async Task With_an_issuer_it_is_told_how_to_sign_in_and_may_reach_it()
    {
        await WriteAsync(Stage.Concat(SignIn));
        var expected = JsonNode.Parse("""{"authority": "https://login.example.edu/tenant/v2.0", "client_id": "page", "scope": "openid api://class/use"}""");
        Assert.True(JsonNode.DeepEquals(expected, Read("config.json")["sign_in"]));
        Assert.Equal(["'self'", "https://api.example.edu", "https://live.example.edu", "wss://live.example.edu", "https://login.example.edu"], Policy()["connect-src"]);
    }

    [Fact]
    public async Task The_policy_is_the_documented_one_for_this_stage()
    {
        await WriteAsync(Stage);
        var documented = Directives(Documented().Match(SourceTree.Read("docs/dashboard.md")).Groups["policy"].Value);
        var policy = Policy();
        Assert.Equal(["'self'", "https://api.example.edu", "https://live.example.edu", "wss://live.example.edu"], policy["connect-src"]);
        Assert.Equal(documented.Keys.Order(StringComparer.Ordinal), policy.Keys.Order(StringComparer.Ordinal));
        Assert.All(documented.Where(d => d.Key != "connect-src"), d => Assert.Equal(d.Value, policy[d.Key]));
    }

    [Fact]
    public async Task What_has_a_hash_in_its_name_is_kept_and_the_rest_asked_for_each_time()
    {
        await WriteAsync(Stage);
        Assert.Equal("no-cache", Read("staticwebapp.config.json")["globalHeaders"]!["Cache-Control"]!.GetValue<string>());
        var route = Assert.Single(Read("staticwebapp.config.json")["routes"]!.AsArray())!;
        Assert.Equal(("/assets/*", "public, max-age=31536000, immutable"), (route["route"]!.GetValue<string>(), route["headers"]!["Cache-Control"]!.GetValue<string>()));
    }

    [Theory]
    [InlineData("API_ORIGIN")]
    [InlineData("SIGNALR_ORIGIN")]
    [InlineData("SIGN_IN_CLIENT_ID")]
    public async Task A_missing_value_stops_the_deployment_by_name(string missing)
    {
        var (code, errors) = await RunAsync(Stage.Concat(SignIn).Where(v => v.Key != missing));
        Assert.NotEqual(0, code);
        Assert.Contains(missing, errors, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(folder.FullName, "config.json")));
    }

    private async Task WriteAsync(IEnumerable<KeyValuePair<string, string>> stage)
    {
        var (code, errors) = await RunAsync(stage);
        Assert.True(code == 0, errors);
    }

    private async Task<(int Code, string Errors)> RunAsync(IEnumerable<KeyValuePair<string, string>> stage)
    {
        var (code, _, errors) = await SourceTree.RunAsync("node", ["infra/hooks/page.mjs", folder.FullName], stage.ToDictionary(StringComparer.Ordinal));
        return (code, errors);
    }

    private JsonNode Read(string name) => JsonNode.Parse(File.ReadAllText(Path.Combine(folder.FullName, name)))!;

    private Dictionary<string, string[]> Policy() => Directives(Read("staticwebapp.config.json")["globalHeaders"]!["Content-Security-Policy"]!.GetValue<string>());

    private static Dictionary<string, string[]> Directives(string policy) =>
        policy.Split(';').Select(d => d.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).Where(d => d.Length > 0).ToDictionary(d => d[0], d => d[1..], StringComparer.Ordinal);

    [GeneratedRegex(@"Content-Security-Policy: (?<policy>[^`]*)```", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Documented();
}
