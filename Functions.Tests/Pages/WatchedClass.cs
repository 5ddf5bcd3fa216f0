using System.Globalization;
using System.Net;
using System.Text.Json;
using Functions.Tests.Fixtures;
using Microsoft.Playwright;
using ZoomSimulator;
using ZoomSimulator.Meetings;

namespace Functions.Tests.Pages;

/// <summary>The page of docs/frontend.md in Chromium, on the real stack: the app, its tables, and a Zoom whose webhooks arrive.</summary>
internal sealed class WatchedClass : IAsyncDisposable
{
    private readonly string tables;
    private readonly string settings = Path.GetTempFileName();
    private readonly SimulatorHost zoom;
    private readonly PageServer server;
    private readonly Tab tab;
    private FunctionApp? app;
    private string address = "http://127.0.0.1:0";
    private Answer? session;

    private WatchedClass(string tables, SimulatorHost zoom, PageServer server, Tab tab) =>
        (this.tables, this.zoom, this.server, this.tab) = (tables, zoom, server, tab);

    public IPage Page => tab.Page;

    public IReadOnlyCollection<string> Troubles => tab.Troubles;

    public MeetingEngine Zoom => zoom.Engine;

    public long MeetingId => long.Parse(session!.Text("meeting_id"), CultureInfo.InvariantCulture);

    public static async Task<WatchedClass> StartAsync(Classroom classroom, Browser browser, params (string Field, object? Value)[] changes)
    {
        var watched = new WatchedClass(classroom.Azurite.NewAccount(), await Classroom.StartZoomAsync(retryScale: 100), await PageServer.StartAsync(), await browser.OpenAsync());
        await watched.StartAppAsync();
        using var client = watched.app!.Client();
        var professor = new { id = "1", name = "Dr. Sarah Johnson", email = "sarah.johnson@example.edu" };
        var students = Enumerable.Range(1, 5).Select(Classroom.Student).Select(s => new { id = s.Id, name = s.Name, email = s.Email });
        await client.Post("api/roster", new { professors = new[] { professor }, students });
        watched.session = await client.Post("api/sessions", Fixtures.Api.Class(professor.id, [("waiting_room", false), .. changes]));
        Assert.Equal(HttpStatusCode.Created, watched.session.Status);
        await watched.Page.GotoAsync(watched.server.Origin);
        return watched;
    }

    /// <summary>Fills in the form, as its user would.</summary>
    public async Task WatchAsync(string key = FunctionApp.Key, string? id = null)
    {
        await Page.FillAsync("[name=api]", address);
        await Page.FillAsync("[name=key]", key);
        await Page.FillAsync("[name=session]", id ?? session!.Text("session_id"));
        await Page.ClickAsync("button");
    }

    /// <summary>Until the live channel is there, and the page has looked again because of it.</summary>
    public Task ConnectAsync() =>
        Page.RunAndWaitForWebSocketAsync(() => Page.RunAndWaitForResponseAsync(() => WatchAsync(), r => r.Status == 304));

    /// <summary>Until the row of a student says where they are.</summary>
    public Task ShowsAsync(string name, string location) =>
        Page.Locator("tr", new() { HasText = name }).Locator("td", new() { HasText = location }).WaitForAsync();

    /// <summary>Until the line above the table says so.</summary>
    public Task SaysAsync(string text) => Page.Locator("[role=status]", new() { HasText = text }).WaitForAsync();

    /// <summary>Another process at the same address, whose live channel knows none of the tokens given before.</summary>
    public async Task RestartAppAsync()
    {
        await app!.DisposeAsync();
        await StartAppAsync();
    }

    private async Task StartAppAsync()
    {
        await File.WriteAllTextAsync(settings, JsonSerializer.Serialize(new { Host = new { CORS = server.Origin } }));
        app = await FunctionApp.StartAsync(tables, zoom.BaseUrl, null, $"--FunctionsHost:LocalSettings={settings}", $"--urls={address}");
        address = app.BaseUrl.GetLeftPart(UriPartial.Authority);
        zoom.WebhookUrl = new Uri(app.BaseUrl, "api/zoom/webhook");
    }

    public async ValueTask DisposeAsync()
    {
        await tab.DisposeAsync();
        if (app is not null) await app.DisposeAsync();
        await zoom.DisposeAsync();
        await server.DisposeAsync();
        File.Delete(settings);
    }
}
