using Functions.Tests.Fixtures;
using Microsoft.Playwright;

namespace Functions.Tests.Pages;

/// <summary>What a professor sees when something is wrong: what it is, and what to do.</summary>
public sealed class TroubleTests(Classroom classroom, Browser browser) : IAsyncLifetime
{
    private DashboardStack stack = null!;

    public async ValueTask InitializeAsync() => stack = await DashboardStack.StartAsync(classroom, browser);

    public ValueTask DisposeAsync() => stack.DisposeAsync();

    [Fact]
    public async Task A_key_that_is_not_accepted_is_asked_for_again_and_nothing_is_lost()
    {
        await using var tab = await stack.OpenAsync("new", key: null);
        var page = tab.Page;
        await page.OperatorKey().FillAsync("wrong");
        await page.Button("Continue").ClickAsync();
        await page.GetByText("This operator key was not accepted.").IsThere();
        await page.OperatorKey().FillAsync(FunctionApp.Key);
        await page.Keyboard.PressAsync("Enter");
        await page.GetByLabel("Topic").FillAsync("Trees");
        await page.Button("Select all (5)").ClickAsync();
        await page.Light("Zoom", "well");

        // Taken back while the page is open.
        await page.RouteAsync("**/api/sessions", route => route.FulfillAsync(new() { Status = 401, ContentType = "application/problem+json", Body = "{}" }));
        await page.Button("Start session").ClickAsync();
        await page.GetByText("This operator key was not accepted.").IsThere();
        Assert.Null(await page.EvaluateAsync<string?>("sessionStorage.credential ?? null"));
        await page.Keyboard.PressAsync("Escape");
        await page.Keyboard.PressAsync("Escape");
        await page.GetByRole(AriaRole.Dialog).IsThere();
        await page.UnrouteAsync("**/api/sessions");
        await page.OperatorKey().FillAsync(FunctionApp.Key);
        await page.Keyboard.PressAsync("Enter");
        await page.GetByRole(AriaRole.Dialog).IsGone();
        Assert.Equal("Trees", await page.GetByLabel("Topic").InputValueAsync());
        await page.Button("Start session").ClickAsync();
        await page.IsAt("sessions/*");
        Assert.DoesNotContain(FunctionApp.Key, page.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task While_Zoom_is_away_the_page_says_so_and_starts_nothing()
    {
        await stack.Zoom.DisposeAsync();
        await using var tab = await stack.OpenAsync("new");
        var page = tab.Page;
        await page.Light("Zoom", "unwell");
        await page.GetByText("Zoom is not ready", new() { Exact = true }).IsThere();
        await page.GetByText("Zoom is not ready, see above.").IsThere();
        await Assertions.Expect(page.Button("Start session")).ToHaveAttributeAsync("aria-disabled", "true");
        await page.Light("Backend", "well");
    }

    [Fact]
    public async Task Without_the_live_channel_the_page_asks_every_five_seconds_and_catches_up_when_it_is_back()
    {
        var (id, meeting) = await stack.CreateAsync();
        await using var tab = await stack.OpenAsync("history");
        var page = tab.Page;
        IWebSocketRoute? live = null;
        await page.RouteWebSocketAsync(url => url.Contains("/client/", StringComparison.Ordinal), socket =>
        {
            live = socket;
            _ = socket.ConnectToServer();
        });
        await page.GotoAsync(new Uri(stack.Page, $"#/sessions/{id}").ToString());
        await page.ReloadAsync();
        await page.Light("Live", "well");

        await page.RouteAsync("**/api/negotiate*", route => route.FulfillAsync(new() { Status = 503, ContentType = "application/problem+json", Body = """{"type":"urn:problem:realtime-unavailable"}""" }));
        await live!.CloseAsync();
        await page.Light("Live", "unwell");
        await page.GetByText("The page checks every 5 seconds until they are back.").IsThere();
        stack.Begin(meeting, 1);
        await page.Student(1).Is("In main session");

        await page.UnrouteAsync("**/api/negotiate*");
        await page.Light("Live", "well");
        stack.Join(meeting, "Bob Brown", "bob.brown@example.edu");
        await page.Student(2).Is("In main session");
        await page.GetByText("Live updates are interrupted").IsGone();
    }

    [Fact]
    public async Task When_the_backend_is_away_what_was_seen_stays_and_is_said_to_be_old()
    {
        var (id, meeting) = await stack.CreateAsync();
        stack.Begin(meeting, 1);
        await using var tab = await stack.OpenAsync($"sessions/{id}");
        var page = tab.Page;
        await page.Student(1).Is("In main session");
        await page.RouteAsync("**/api/**", route => route.AbortAsync());
        await page.Light("Backend", "unwell");
        await page.GetByText("What you see may be out of date.").IsThere();
        await page.Student(1).Is("In main session");
        await page.UnrouteAsync("**/api/**");
        await page.Light("Backend", "well");
        await page.GetByText("What you see may be out of date.").IsGone();
    }

    [Fact]
    public async Task A_lost_answer_makes_no_second_session()
    {
        await using var tab = await stack.OpenAsync("new");
        var page = tab.Page;
        await page.GetByLabel("Topic").FillAsync("Once");
        await page.Button("Select all (5)").ClickAsync();
        var lost = 0;
        await page.RouteAsync("**/api/sessions", async route =>
        {
            if (route.Request.Method != "POST" || Interlocked.Increment(ref lost) > 1)
            {
                await route.ContinueAsync();
                return;
            }

            await route.FetchAsync();
            await route.AbortAsync();
        });
        await page.Light("Zoom", "well");
        await page.Button("Start session").ClickAsync();
        await page.GetByText("The backend does not answer").First.IsThere();
        await page.ReloadAsync();
        await page.Light("Zoom", "well");
        await page.Button("Start session").ClickAsync();
        await page.IsAt("sessions/*");
        Assert.Equal(2, lost);
        Assert.Single((await stack.Operator.Get("api/sessions?professor_id=1"))["sessions"].EnumerateArray());
    }

    [Fact]
    public async Task A_session_that_does_not_exist_is_said_not_to()
    {
        await using var tab = await stack.OpenAsync($"sessions/{Guid.NewGuid()}");
        await tab.Page.Heading("There is no such session").IsThere();
        await tab.Page.Button("To the history").ClickAsync();
        await tab.Page.Heading("History").IsThere();
        await tab.Page.GetByText("There are no sessions yet.").IsThere();
    }
}
