using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace SampleApp;

/// <summary>Tells of the worker's process: each start is a line of the file that <c>SAMPLE_LIVES</c> names.</summary>
public sealed class Lives
{
    public static void Note()
    {
        if (Environment.GetEnvironmentVariable("SAMPLE_LIVES") is { Length: > 0 } file)
            File.AppendAllText(file, string.Create(CultureInfo.InvariantCulture, $"{Environment.ProcessId}\n"));
    }

    [Function(nameof(ProcessId))]
    public IResult ProcessId([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "process")] HttpRequest request) => Results.Text($"{Environment.ProcessId}");

    [Function(nameof(Setting))]
    public IResult Setting([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "setting/{name}")] HttpRequest request, string name) =>
        Results.Text(Environment.GetEnvironmentVariable(name) ?? "none");

    [Function(nameof(Crash))]
    public IResult Crash([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "crash")] HttpRequest request)
    {
        Environment.Exit(70);
        return Results.NoContent();
    }

    /// <summary>Answers when it is told to stop, at the latest.</summary>
    [Function(nameof(Hold))]
    public async Task<IResult> Hold([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "hold/{seconds}")] HttpRequest request, int seconds)
    {
        await File.AppendAllTextAsync(Environment.GetEnvironmentVariable("SAMPLE_HELD")!, "held\n", CancellationToken.None);
        await Task.Delay(TimeSpan.FromSeconds(seconds), CancellationToken.None);
        return Results.Text("answered");
    }
}
