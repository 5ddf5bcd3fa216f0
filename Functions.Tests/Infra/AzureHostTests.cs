using System.Reflection;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Azure.Functions.Worker;

namespace Functions.Tests.Infra;

/// <summary>What can be known of the build for Azure without the one package that not every feed has.</summary>
public sealed partial class AzureHostTests
{
    private const string LiveChannel = "Microsoft.Azure.Functions.Worker.Extensions.SignalRService 2.0.1";

    private static readonly string[] Packages =
    [
        "Microsoft.Azure.Functions.Worker 2.52.0",
        "Microsoft.Azure.Functions.Worker.Extensions.Http 3.3.0",
        "Microsoft.Azure.Functions.Worker.Extensions.Http.AspNetCore 2.1.1",
        "Microsoft.Azure.Functions.Worker.Extensions.Timer 4.3.1",
        "Microsoft.Azure.Functions.Worker.OpenTelemetry 1.2.0",
        "Microsoft.Azure.Functions.Worker.Sdk 2.1.0",
    ];

    private static IEnumerable<string> Sources => Directory.EnumerateFiles(SourceTree.PathOf("Functions"), "*.cs", SearchOption.AllDirectories)
        .Where(f => !Generated().IsMatch(f));

    [Fact]
    public void The_functions_are_those_of_the_table()
    {
        var table = File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Infra", "functions.txt")).Where(line => !line.StartsWith('#'));
        Assert.Equal(table, Compiled().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_same_files_compile_for_every_host() => Assert.All(Sources, file => Assert.DoesNotMatch(Directive(), File.ReadAllText(file)));

    [Fact]
    public async Task The_project_asks_for_the_real_worker_always_and_for_the_live_channels_package_when_told()
    {
        Assert.Equal(Packages, (await EvaluateAsync("local")).Packages);
        Assert.Equal([.. Packages.Append(LiveChannel).Order(StringComparer.Ordinal)], (await EvaluateAsync("package")).Packages);
    }

    [Fact]
    public async Task The_property_is_read_from_the_environment_too()
    {
        var variables = new Dictionary<string, string>(StringComparer.Ordinal) { ["SignalRService"] = "package" };
        var (code, output, errors) = await SourceTree.RunAsync("dotnet", ["msbuild", "Functions", "-getProperty:SignalRService"], variables);
        Assert.True(code == 0, output + errors);
        Assert.Equal("package", output.Trim());
    }

    [Fact]
    public async Task For_azure_the_build_is_an_executable_of_functions_4_ready_to_run_on_linux_with_the_hosts_extensions()
    {
        var azure = (await EvaluateAsync("package")).Properties;
        Assert.Equal(("Exe", "v4", "true", "linux-x64", "false"), (azure["OutputType"], azure["AzureFunctionsVersion"], azure["PublishReadyToRun"], azure["RuntimeIdentifier"], azure["SelfContained"]));
        Assert.Equal("true", azure["HostExtensions"]);
    }

    [Fact]
    public async Task A_plain_build_runs_anywhere_and_leaves_the_hosts_extensions_out()
    {
        var plain = (await EvaluateAsync("local")).Properties;
        Assert.Equal(("", "", ""), (plain["PublishReadyToRun"], plain["RuntimeIdentifier"], plain["HostExtensions"]));
        Assert.Equal("true", (await EvaluateAsync("local", "-p:_CommandLineDefinedOutputPath=true")).Properties["HostExtensions"]);
    }

    [Fact]
    public void The_host_sends_telemetry_as_the_worker_does_and_keeps_the_routes_as_they_are()
    {
        var host = JsonNode.Parse(SourceTree.Read("host.json"))!;
        Assert.Equal(("2.0", "OpenTelemetry"), (host["version"]!.GetValue<string>(), host["telemetryMode"]!.GetValue<string>()));
        Assert.Equal("api", host["extensions"]!["http"]!["routePrefix"]!.GetValue<string>());
        Assert.Equal("Warning", host["logging"]!["logLevel"]!["System.Net.Http.HttpClient"]!.GetValue<string>());
        Assert.InRange(TimeSpan.Parse(host["functionTimeout"]!.GetValue<string>(), System.Globalization.CultureInfo.InvariantCulture), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(10));
    }

    // A host that is too busy would answer 429, and what Zoom is answered with a 4xx never comes again.
    [Fact]
    public void The_host_turns_no_webhook_away()
    {
        var http = JsonNode.Parse(SourceTree.Read("host.json"))!["extensions"]!["http"]!;
        Assert.Equal(-1, http["maxOutstandingRequests"]!.GetValue<int>());
        Assert.False(http["dynamicThrottlesEnabled"]!.GetValue<bool>());
    }

    private static IEnumerable<string> Compiled() =>
        from type in typeof(Backend).Assembly.GetTypes()
        from method in type.GetMethods(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
        let function = method.GetCustomAttribute<FunctionAttribute>(inherit: false)
        where function is not null
        select $"{function.Name} {Trigger(method)}";

    private static string Trigger(MethodInfo method)
    {
        var parameters = method.GetParameters();
        if (parameters.Select(p => p.GetCustomAttribute<TimerTriggerAttribute>()).OfType<TimerTriggerAttribute>().FirstOrDefault() is { } timer) return $"timer {timer.Schedule}";
        var http = parameters.Select(p => p.GetCustomAttribute<HttpTriggerAttribute>()).OfType<HttpTriggerAttribute>().Single();
        return $"{string.Join(',', http.Methods!).ToUpperInvariant()} {http.Route} {http.AuthLevel.ToString().ToLowerInvariant()}";
    }

    private static async Task<(IEnumerable<string> Packages, Dictionary<string, string> Properties)> EvaluateAsync(string signalR, params string[] properties)
    {
        var (code, output, errors) = await SourceTree.RunAsync(
            "dotnet",
            [
                "msbuild", "Functions", $"-p:SignalRService={signalR}", "-p:Configuration=Release", "-getItem:PackageReference", "-getItem:PackageVersion",
                "-getProperty:OutputType,AzureFunctionsVersion,PublishReadyToRun,RuntimeIdentifier,SelfContained,HostExtensions", .. properties,
            ]);
        Assert.True(code == 0, output + errors);
        var json = JsonNode.Parse(output)!;
        var versions = json["Items"]!["PackageVersion"]!.AsArray().ToDictionary(v => v!["Identity"]!.GetValue<string>(), v => v!["Version"]!.GetValue<string>(), StringComparer.Ordinal);
        var packages = json["Items"]!["PackageReference"]!.AsArray().Select(p => p!["Identity"]!.GetValue<string>())
            .Where(name => name.StartsWith("Microsoft.Azure.Functions", StringComparison.Ordinal)).Order(StringComparer.Ordinal);
        return (packages.Select(p => $"{p} {versions[p]}").ToList(), json["Properties"]!.AsObject().ToDictionary(p => p.Key, p => p.Value!.GetValue<string>(), StringComparer.Ordinal));
    }

    [GeneratedRegex(@"[/\\](obj|bin)[/\\]", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Generated();

    [GeneratedRegex(@"^\s*#(if|elif|else|define)\b", RegexOptions.ExplicitCapture | RegexOptions.Multiline, 5000)]
    private static partial Regex Directive();
}
