using System.Diagnostics;
using System.Reflection;
using Functions.Tests.Fixtures;
using Functions.Webhooks;
using Microsoft.Azure.Functions.Worker;

namespace Functions.Tests.Reference;

/// <summary>The committed description of the API: what the code says, of every function, and sound.</summary>
public sealed class DocumentTests(Classroom classroom)
{
    [Fact]
    public async Task The_committed_document_is_what_code_and_play_give()
    {
        var made = await PlayedDocument.MakeAsync(classroom);
        if (PlayedDocument.IsToBeWritten)
        {
            await File.WriteAllTextAsync(PlayedDocument.File, made);
            return;
        }

        var (committed, now) = (await File.ReadAllLinesAsync(PlayedDocument.File), made.TrimEnd('\n').Split('\n'));
        var line = committed.Zip(now).TakeWhile(pair => pair.First == pair.Second).Count();
        Assert.True(line == committed.Length && line == now.Length,
            $"docs/openapi.json is not what the code says any more: run tools/openapi and look at what changes. From line {line + 1} on:\n"
            + $"committed: {committed.ElementAtOrDefault(line)}\nnow:       {now.ElementAtOrDefault(line)}");
    }

    [Fact]
    public void Every_function_that_answers_requests_is_in_it_and_nothing_else()
    {
        var compiled =
            from method in typeof(Backend).Assembly.GetTypes().SelectMany(t => t.GetMethods())
            let function = method.GetCustomAttribute<FunctionAttribute>()
            where function is not null
            let trigger = method.GetParameters().Select(p => p.GetCustomAttribute<HttpTriggerAttribute>()).FirstOrDefault(t => t is not null)
            where trigger is not null
            from verb in trigger.Methods!
            select $"{function.Name}: {verb} /api/{trigger.Route}";
        var described =
            from path in PlayedDocument.Committed["paths"]!.AsObject()
            from operation in path.Value!.AsObject()
            select $"{operation.Value!["operationId"]}: {operation.Key} {path.Key}";
        Assert.Equal(compiled.Order(StringComparer.Ordinal), described.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task What_it_says_of_a_webhooks_age_and_of_unknown_paths_is_so()
    {
        var parameters = PlayedDocument.Committed["paths"]!["/api/zoom/webhook"]!["post"]!["parameters"]!.AsArray();
        var timestamp = parameters.Single(p => p!["name"]?.GetValue<string>() == "x-zm-request-timestamp")!["description"]!.GetValue<string>();
        Assert.Contains($"at most {WebhookSignature.OldestAccepted.TotalMinutes} minutes ago and {WebhookSignature.FurthestAhead.TotalMinutes} minutes ahead", timestamp, StringComparison.Ordinal);

        Assert.Contains("404 without a body", PlayedDocument.Committed["info"]!["description"]!.GetValue<string>().ReplaceLineEndings(" ").Replace("  ", " ", StringComparison.Ordinal), StringComparison.Ordinal);
        foreach (var (method, path) in new[] { (HttpMethod.Get, "api/nowhere"), (HttpMethod.Put, "api/sessions"), (HttpMethod.Delete, "api/health") })
        {
            using var request = new HttpRequestMessage(method, new Uri(classroom.App.BaseUrl, path));
            using var http = new HttpClient();
            using var answer = await http.SendAsync(request);
            Assert.Equal((System.Net.HttpStatusCode.NotFound, ""), (answer.StatusCode, await answer.Content.ReadAsStringAsync()));
        }
    }

    [Fact]
    public async Task No_secret_and_no_address_of_a_machine_is_in_it()
    {
        var text = await File.ReadAllTextAsync(PlayedDocument.File);
        Assert.All(
            [
                FunctionApp.Key, FunctionApp.WebhookSecret, FunctionApp.PreviousWebhookSecret, FunctionApp.ClientSecret,
                "127.0.0.1", "localhost", "AccountKey", "zak=ey", Repository.Root,
            ],
            secret => Assert.DoesNotContain(secret, text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_linter_finds_nothing_in_it()
    {
        using var linter = Process.Start(new ProcessStartInfo("node", ["tools/openapi-lint.mjs"])
        {
            WorkingDirectory = Repository.Root, UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true,
        })!;
        var (found, trouble) = (linter.StandardOutput.ReadToEndAsync(), linter.StandardError.ReadToEndAsync());
        await linter.WaitForExitAsync();
        Assert.True(linter.ExitCode == 0, await found + await trouble);
        Assert.StartsWith("0 problems", await found, StringComparison.Ordinal);
    }
}
