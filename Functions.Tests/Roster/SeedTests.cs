using System.Diagnostics;
using System.Net;
using Functions.Storage;
using Functions.Tests.Fixtures;
using Functions.Tests.Forgetting;
using Functions.Tests.Infra;
using Microsoft.Extensions.DependencyInjection;

namespace Functions.Tests.Roster;

/// <summary>What <c>./run</c> puts on the roster at every start.</summary>
public sealed class SeedTests(Classroom classroom)
{
    [Fact]
    public async Task Seeding_again_changes_nothing()
    {
        await using var app = await FunctionApp.StartAsync(classroom.Azurite.NewAccount(), classroom.Zoom.BaseUrl);
        Assert.Equal((0, "null"), await SeedAsync(app));
        using var client = app.Client();
        Assert.Equal("Dr. Sarah Johnson", (await client.Get("api/professors/1")).Text("name"));
        for (var i = 1; i <= 5; i++)
        {
            var student = await client.Get($"api/students/{i}");
            Assert.Equal(Classroom.Student(i), new(student.Text("id"), student.Text("name"), student.Text("email"), student.Text("zoom_user_id")));
        }

        var before = await StampsAsync(app);
        Assert.Equal((0, "null"), await SeedAsync(app));
        Assert.Equal(before, await StampsAsync(app));
    }

    [Fact]
    public async Task What_the_user_changed_stays_and_who_was_taken_off_comes_back()
    {
        await using var app = await FunctionApp.StartAsync(classroom.Azurite.NewAccount(), classroom.Zoom.BaseUrl);
        using var client = app.Client();
        await SeedAsync(app);
        await client.Put("api/students/2", new { name = "Robert Brown" });
        await client.Send(HttpMethod.Delete, "api/students/3");
        Assert.Equal((0, "null"), await SeedAsync(app));
        Assert.Equal(("Robert Brown", null), await client.Get("api/students/2") is var two ? (two.Text("name"), two["email"].GetString()) : default);
        Assert.Equal("Charlie Chen", (await client.Get("api/students/3")).Text("name"));
    }

    [Fact]
    public async Task An_email_that_somebody_else_has_by_now_does_not_stop_the_start()
    {
        await using var app = await FunctionApp.StartAsync(classroom.Azurite.NewAccount(), classroom.Zoom.BaseUrl);
        using var client = app.Client();
        await client.Put("api/students/c-chen", new { name = "Charlie Chen", email = Classroom.Student(3).Email });
        var (code, output) = await SeedAsync(app);
        Assert.Equal(0, code);
        Assert.Contains("c-chen has this e-mail address", output, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await client.Get("api/students/3")).Status);
    }

    [Fact]
    public async Task A_function_app_that_was_started_by_other_means_is_seeded_by_a_command()
    {
        await using var app = await FunctionApp.StartAsync(classroom.Azurite.NewAccount(), classroom.Zoom.BaseUrl);
        using var client = app.Client();
        var refused = await ToolAsync("another key");
        Assert.Equal(1, refused.Code);
        Assert.Contains("does not accept this operator key", Assert.Single(refused.Errors.TrimEnd().Split('\n')), StringComparison.Ordinal);
        for (var again = 0; again < 2; again++) Assert.Equal((0, ""), await ToolAsync(FunctionApp.Key) is var done ? (done.Code, done.Errors) : default);
        Assert.Equal("Ethan Evans", (await client.Get("api/students/5")).Text("name"));

        Task<(int Code, string Output, string Errors)> ToolAsync(string key) => SourceTree.RunAsync(
            SourceTree.PathOf("tools/seed"), [app.BaseUrl.ToString()], new Dictionary<string, string>(StringComparer.Ordinal) { ["OperatorKey"] = key });
    }

    private static async Task<(int Code, string Output)> SeedAsync(FunctionApp app)
    {
        const string Script = "const { seed } = await import('./tools/roster.mjs'); console.log(await seed(process.env.API, process.env.KEY));";
        var start = new ProcessStartInfo("node", ["--input-type=module", "-e", Script])
        {
            WorkingDirectory = Repository.Root,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            Environment = { ["API"] = app.BaseUrl.GetLeftPart(UriPartial.Authority), ["KEY"] = FunctionApp.Key },
        };
        using var node = Process.Start(start)!;
        var output = await node.StandardOutput.ReadToEndAsync();
        await node.WaitForExitAsync();
        return (node.ExitCode, output.Trim());
    }

    /// <summary>Every row's last change.</summary>
    private static async Task<IEnumerable<string>> StampsAsync(FunctionApp app) =>
        (await Contents.ReadAsync(app.Services.GetRequiredService<Tables>())).Rows.Select(r => $"{r.Key} {r.Value.ETag}").Order(StringComparer.Ordinal);
}
