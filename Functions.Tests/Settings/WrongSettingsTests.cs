using System.Diagnostics;
using Functions.Tests.Fixtures;

namespace Functions.Tests.Settings;

/// <summary>The built app, started with wrong settings: it says all that is wrong, and nothing else.</summary>
public sealed class WrongSettingsTests
{
    private const string Key = $"AccessKey={FunctionApp.SignalRKey}";

    private static readonly (string Name, string Value)[] Right =
    [
        ("AzureWebJobsStorage", "UseDevelopmentStorage=true"), ("OperatorKey", FunctionApp.Key),
        ("AzureSignalRConnectionString", $"Endpoint=http://127.0.0.1;{Key};Version=1.0;"), ("Zoom__AccountId", "account"), ("Zoom__ClientId", "client"),
    ];

    [Fact]
    public async Task Every_wrong_setting_is_one_line_and_nothing_else_is_said()
    {
        var (code, output, lines) = await StartAsync(
            ("OperatorKey", ""), ("AzureSignalRConnectionString", ""), ("Zoom__AccountId", "<your Zoom account id>"),
            ("Zoom__Plan", "Gold"), ("Zoom__RateShare", "7"),
            ("Sessions__MaxRooms", "many"), ("Sessions__MaxStudents", "5000"), ("Auth__Audience", "api"), ("FunctionsHost__Cors", "*"),
            ("OTEL_EXPORTER_OTLP_ENDPOINT", "collector"), ("AzureWebJobsStorage", "there"));

        Assert.Equal((1, ""), (code, output));
        string[] named =
        [
            "OperatorKey", "AzureSignalRConnectionString", "Zoom__AccountId",
            "Zoom__Plan", "Zoom__RateShare", "Sessions__MaxRooms", "Sessions__MaxStudents",
            "Auth__Authority", "FunctionsHost__Cors", "OTEL_EXPORTER_OTLP_ENDPOINT", "AzureWebJobsStorage",
        ];
        Assert.All(named, name => Assert.Single(lines, line => line.Split(' ').Take(2).Any(word => word.TrimEnd(',') == name)));
        Assert.Equal(named.Length, lines.Count);
    }

    [Theory]
    [InlineData("AzureSignalRConnectionString", "")]
    [InlineData("AzureSignalRConnectionString", "any")]
    [InlineData("AzureSignalRConnectionString", $"Endpoint=classes.service.signalr.net;{Key};Version=1.0;")]
    [InlineData("AzureSignalRConnectionString", "Endpoint=https://classes.service.signalr.net;Version=1.0;")]
    [InlineData("AzureSignalRConnectionString", $"Endpoint=https://classes.service.signalr.net;{Key};Version=2.0;")]
    [InlineData("AzureSignalRConnectionString", "Endpoint=https://classes.service.signalr.net;AccessKey=short;Version=1.0;")]
    public async Task One_wrong_setting_is_one_line(string name, string value)
    {
        var (code, output, lines) = await StartAsync((name, value));
        Assert.Equal((1, ""), (code, output));
        Assert.Contains(name, Assert.Single(lines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_settings_file_that_cannot_be_read_is_one_line()
    {
        var (code, output, lines) = await RunAsync(["--FunctionsHost:LocalSettings=/nowhere/local.settings.json"], []);
        Assert.Equal((1, ""), (code, output));
        Assert.StartsWith("/nowhere/local.settings.json can't be read", Assert.Single(lines), StringComparison.Ordinal);
    }

    private static Task<(int Code, string Output, IReadOnlyList<string> Errors)> StartAsync(params (string Name, string Value)[] settings) =>
        RunAsync(["--FunctionsHost:LocalSettings="], Right.Concat(settings));

    private static async Task<(int Code, string Output, IReadOnlyList<string> Errors)> RunAsync(
        IEnumerable<string> words, IEnumerable<(string Name, string Value)> settings)
    {
        string[] arguments = [AppAssembly.Host, "--urls", "http://127.0.0.1:0", $"--FunctionsHost:App={AppAssembly.Folder}", .. words];
        var start = new ProcessStartInfo("dotnet", arguments)
        {
            UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        foreach (var (name, value) in settings) start.Environment[name] = value;
        using var app = Process.Start(start)!;
        var (output, errors) = (app.StandardOutput.ReadToEndAsync(), app.StandardError.ReadToEndAsync());
        try
        {
            await Eventually.TrueAsync(() => app.HasExited);
        }
        finally
        {
            if (!app.HasExited) app.Kill();
        }

        return (app.ExitCode, await output, (await errors).Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }
}
