using System.Text.Json;
using Functions.Tests.Fixtures;
using Microsoft.Playwright;

namespace Functions.Tests.Pages;

/// <summary>Every view, in both themes, on a desk and on a phone: axe finds nothing, and nothing sticks out.</summary>
public sealed class AxeTests(Classroom classroom, Browser browser) : IAsyncLifetime
{
    private static readonly string Axe = File.ReadAllText(Path.Combine(Repository.Root, "dashboard", "node_modules", "axe-core", "axe.min.js"));

    private DashboardStack stack = null!;

    public async ValueTask InitializeAsync() => stack = await DashboardStack.StartAsync(classroom, browser);

    public ValueTask DisposeAsync() => stack.DisposeAsync();

    [Theory]
    [InlineData(ColorScheme.Light, 1280)]
    [InlineData(ColorScheme.Light, 390)]
    [InlineData(ColorScheme.Dark, 1280)]
    [InlineData(ColorScheme.Dark, 390)]
    public async Task Every_view_is_for_everybody(ColorScheme theme, int width)
    {
        BrowserNewContextOptions options = new() { ColorScheme = theme, ViewportSize = new() { Width = width, Height = 860 }, ReducedMotion = ReducedMotion.Reduce };
        await using var stranger = await stack.OpenAsync("new", options, key: null);
        await stranger.Page.GetByRole(AriaRole.Dialog).IsThere();
        await Check(stranger.Page, "key");

        await using var tab = await stack.OpenAsync("new", options);
        var page = tab.Page;
        await page.GetByRole(AriaRole.Checkbox, new() { Name = "Alice Anderson" }).CheckAsync();
        await page.GetByText("More options").ClickAsync();
        await page.GetByLabel("Later").CheckAsync();
        await page.Button("Paste or import a list").ClickAsync();
        await Check(page, "start");

        // A second one at the same time is warned of.
        await stack.CreateAsync();
        var (id, meeting) = await stack.CreateAsync();
        stack.Begin(meeting, 1, 2, 3);
        stack.Join(meeting, "iPad");
        Assert.Null(stack.Zoom.Engine.Rooms.Open(meeting).Refusal);
        stack.Move(meeting, "Bob Brown", "Bob Brown");
        var moved = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        await Eventually.TrueAsync(() => DateTimeOffset.UtcNow.ToUnixTimeSeconds() > moved);
        stack.Move(meeting, "Alice Anderson", "Bob Brown");
        stack.Move(meeting, "iPad", "Ethan Evans");
        await Go(page, $"sessions/{id}");
        await page.Student(1).Is("Wrong room: Bob Brown");
        await page.Heading("1 room not recognised").IsThere();
        await page.GetByText("Another session of this professor").IsThere();
        await Check(page, "live");
        await page.Button("End session").ClickAsync();
        await Check(page, "question");
        await page.Button("End for everybody").ClickAsync();
        await page.GetByRole(AriaRole.Row, new() { Name = "Bob Brown" }).IsThere();
        await Check(page, "after");
        await Go(page, "history");
        await page.GetByRole(AriaRole.Link, new() { Name = "Recursion" }).First.IsThere();
        await Check(page, "history");
        await Go(page, $"sessions/{Guid.NewGuid()}");
        await page.Heading("There is no such session").IsThere();
        await Check(page, "missing");
    }

    private Task Go(IPage page, string view) => page.GotoAsync(new Uri(stack.Page, $"#/{view}").ToString());

    internal static async Task Check(IPage page, string view)
    {
        await page.EvaluateAsync(Axe);
        var result = await page.EvaluateAsync<JsonElement>("async () => (await axe.run()).violations.map(v => `${v.id}: ${v.nodes.map(n => n.html).join(' ')}`)");
        Assert.True(result.GetArrayLength() == 0, $"{view}: {result}");
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), $"{view} is wider than the window.");
    }
}
