using System.IO.Compression;
using System.Net;
using System.Text.RegularExpressions;
using Functions.Tests.Fixtures;
using Microsoft.Playwright;

namespace Functions.Tests.Reference;

/// <summary>What the app serves to those who want to read about the API: to everybody, and from nowhere else.</summary>
public sealed partial class ReferencePageTests(Classroom classroom, Browser browser)
{
    private const string Script = "/api/docs/scalar.js";

    [Fact]
    public async Task The_description_is_served_as_it_is_committed()
    {
        var answer = await classroom.Stranger.Get("api/openapi.json");
        Assert.Equal(await File.ReadAllBytesAsync(PlayedDocument.File), await answer.Response.Content.ReadAsByteArrayAsync());
        Assert.Equal("public, no-cache", answer.Header("Cache-Control"));
        var again = await classroom.Stranger.Get("api/openapi.json", ("If-None-Match", answer.Header("ETag")!));
        Assert.Equal((HttpStatusCode.NotModified, "public, no-cache", answer.Header("ETag")), (again.Status, again.Header("Cache-Control"), again.Header("ETag")));
    }

    [Fact]
    public async Task The_page_names_nothing_but_what_this_app_serves()
    {
        var answer = await classroom.Stranger.Get("api/docs");
        var html = await answer.Response.Content.ReadAsStringAsync();
        var named = Addresses().Matches(html).Select(m => m.Groups["address"].Value).ToList();
        Assert.Equal(4, named.Count);
        Assert.All(named, address => Assert.Matches("^(data:,|/api/openapi.json|/api/docs/scalar.js[?]v=[A-Za-z0-9_-]{22})$", address));
        Assert.DoesNotContain("//", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<style", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_may_reach_no_other_host()
    {
        var policy = (await classroom.Stranger.Get("api/docs")).Header("Content-Security-Policy")!;
        var directives = policy.Split(';').Select(d => d.Trim().Split(' ')).ToDictionary(d => d[0], d => d[1..], StringComparer.Ordinal);
        Assert.Equal(["'none'"], directives["default-src"]);
        Assert.Equal(["'self'"], directives["script-src"]);
        Assert.Equal(["'self'"], directives["connect-src"]);
        Assert.All(directives.Values.SelectMany(s => s), source => Assert.Contains(source, new[] { "'none'", "'self'", "'unsafe-inline'", "data:" }));
    }

    [Fact]
    public async Task The_script_may_be_kept_for_good_under_its_version_alone()
    {
        var html = await classroom.Stranger.GetStringAsync("api/docs");
        var address = Addresses().Matches(html).Select(m => m.Groups["address"].Value).Single(a => a.StartsWith(Script, StringComparison.Ordinal));
        var versioned = await classroom.Stranger.Get(address, ("Accept-Encoding", "gzip"));
        Assert.Equal(("public, max-age=31536000, immutable", "gzip"), (versioned.Header("Cache-Control"), versioned.Header("Content-Encoding")));
        Assert.Equal("Accept-Encoding", versioned.Header("Vary"));
        var plain = await classroom.Stranger.Get(Script, ("Accept-Encoding", "gzip;q=0"));
        Assert.Equal(("public, no-cache", null), (plain.Header("Cache-Control"), plain.Header("Content-Encoding")));
        await using var unpacked = new GZipStream(await versioned.Response.Content.ReadAsStreamAsync(), CompressionMode.Decompress);
        using var reader = new StreamReader(unpacked);
        Assert.Equal(await plain.Response.Content.ReadAsStringAsync(), await reader.ReadToEndAsync());
        Assert.Equal(HttpStatusCode.NotModified, (await classroom.Stranger.Get(Script, ("If-None-Match", versioned.Header("ETag")!))).Status);
    }

    [Fact]
    public async Task The_page_shows_the_operations_and_tries_one_out_with_the_key()
    {
        await using var tab = await browser.OpenAsync();
        await tab.Page.GotoAsync($"{classroom.App.BaseUrl}api/docs#tag/roster/GET/api/professors/{{id}}");
        foreach (var tag in PlayedDocument.Committed["tags"]!.AsArray()) await tab.Page.GetByText(tag!["name"]!.GetValue<string>()).First.WaitForAsync();
        await tab.Page.GetByText("Get a professor").First.WaitForAsync();
        await tab.Page.GetByLabel("Value").First.FillAsync(FunctionApp.Key);
        await tab.Page.GetByRole(AriaRole.Button, new() { NameRegex = ListProfessors() }).ClickAsync();
        var answer = await tab.Page.RunAndWaitForResponseAsync(
            () => tab.Page.GetByRole(AriaRole.Button, new() { NameRegex = Send() }).First.ClickAsync(),
            r => r.Url.Contains("/api/professors?", StringComparison.Ordinal));
        Assert.Equal(200, answer.Status);
        Assert.Empty(tab.Troubles);
    }

    [GeneratedRegex("Test Request.*get .*professors\\)", RegexOptions.Singleline, 1000)]
    private static partial Regex ListProfessors();

    [GeneratedRegex("^Send", RegexOptions.None, 1000)]
    private static partial Regex Send();

    [GeneratedRegex("(src|href|data-url)=\"(?<address>[^\"]*)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Addresses();
}
