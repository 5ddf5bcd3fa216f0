using System.Globalization;
using System.Text.Json;
using Functions.Roster;
using Functions.Tests.Fixtures;
using Functions.Tests.SignIn;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using ZoomSimulator.Meetings;

namespace Functions.Tests.Pages;

/// <summary>A professor signs in to the page at a provider, with code and PKCE, on the whole stack.</summary>
public sealed class SignInTests(Classroom classroom, Browser browser) : IAsyncLifetime
{
    private static readonly RosterEntry Grace = new("2", "Prof. Grace Hopper", "grace.hopper@example.edu", "grace.hopper@example.edu");

    private SignInDesk desk = null!;
    private DashboardStack stack = null!;

    public async ValueTask InitializeAsync()
    {
        desk = await SignInDesk.StartAsync();
        desk.Person = ("subject-2", Grace.Email!);
        stack = await DashboardStack.StartAsync(classroom, browser, settings: [.. Provider(desk), $"--FunctionsHost:SignIn:ClientId={SignInDesk.ClientId}", $"--FunctionsHost:SignIn:Scope={SignInDesk.Scope}"]);
        desk.Page = stack.Page.ToString();
        await AddGraceAsync(stack);
    }

    public async ValueTask DisposeAsync()
    {
        await stack.DisposeAsync();
        await desk.DisposeAsync();
    }

    private static string[] Provider(SignInDesk desk) =>
        [$"--Auth:Authority={desk.Issuer.Url}", $"--Auth:Audience={Issuer.Audience}", $"--Auth:TrustedForEmail={desk.Issuer.Url}"];

    private static Task AddGraceAsync(DashboardStack stack) =>
        stack.App.Services.GetRequiredService<RosterStore>().PutAsync(RosterRole.Professors, Grace, CancellationToken.None);

    /// <summary>What went wrong, but for answers that a professor is expected to get: the roster is not theirs, others' sessions do not exist.</summary>
    private static IEnumerable<string> Troubles(Tab tab) =>
        tab.Troubles.Where(t => !t.Contains("403 (Forbidden)", StringComparison.Ordinal) && !t.Contains("404 (Not Found)", StringComparison.Ordinal));

    private static ILocator SignIn(IPage page) => page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true });

    private static Task<string> Kept(IPage page) => page.EvaluateAsync<string>("JSON.stringify({ ...sessionStorage })");

    private async Task<Tab> SignedInAsync(string view)
    {
        var tab = await stack.OpenAsync(view, key: null);
        await SignIn(tab.Page).ClickAsync();
        await tab.Page.Button("Sign out").IsThere();
        return tab;
    }

    [Fact]
    public async Task A_professor_signs_in_sees_only_their_own_sessions_starts_one_watches_it_and_signs_out()
    {
        var (others, _) = await stack.CreateAsync();
        await using var tab = await SignedInAsync("history");
        var page = tab.Page;
        await page.Heading("History").IsThere();
        await page.GetByText("There are no sessions yet.").IsThere();
        Assert.Equal(new Uri(stack.Page, "#/history").ToString(), page.Url);
        Assert.Equal([Grace.Name], await page.GetByLabel("Professor").Locator("option").AllInnerTextsAsync());

        await page.GetByRole(AriaRole.Link, new() { Name = "New session" }).ClickAsync();
        await page.GetByLabel("Topic").FillAsync("Compilers");
        await page.GetByLabel("A student on each line").FillAsync("Alice Anderson, alice.anderson@example.edu\nGuest Student");
        await page.GetByText("2 students chosen, 2 rooms").IsThere();
        await page.Light("Zoom", "well");
        await page.Button("Start session").ClickAsync();
        await page.IsAt("sessions/*");
        await page.Light("Live", "well");
        var session = Assert.Single((await stack.Operator.Get("api/sessions?professor_id=2"))["sessions"].EnumerateArray());
        var meeting = long.Parse(session.GetProperty("meeting_id").GetString()!, CultureInfo.InvariantCulture);
        stack.Begin(meeting);
        Assert.Null(stack.Zoom.Engine.People.Join(meeting, new Arrival("Alice Anderson", "alice.anderson@example.edu", Admit: true)).Refusal);
        await page.Student(1).Is("In main session");
        Assert.Equal(0, await page.Button("Play").CountAsync());

        await page.ReloadAsync();
        await page.Student(1).Is("In main session");
        await page.GotoAsync(new Uri(stack.Page, $"#/sessions/{others}").ToString());
        await page.Heading("There is no such session").IsThere();

        await page.NavigateBy(() => page.Button("Sign out").ClickAsync());
        Assert.Equal((1, stack.Page.ToString()), (desk.SignedOut, page.Url));
        await SignIn(page).IsThere();
        Assert.Equal("{}", await Kept(page));
        Assert.Empty(Troubles(tab));
    }

    [Fact]
    public async Task A_token_that_is_not_good_any_more_is_renewed_unseen()
    {
        desk.Lifetime = TimeSpan.FromHours(-1);
        await using var tab = await stack.OpenAsync("history", key: null);
        tab.Page.Response += (_, answer) =>
        {
            if (answer.Url.EndsWith("/token", StringComparison.Ordinal)) desk.Lifetime = TimeSpan.FromMinutes(5);
        };
        await SignIn(tab.Page).ClickAsync();
        await tab.Page.GetByText("There are no sessions yet.").IsThere();
        Assert.Equal(1, desk.Renewed);
        Assert.DoesNotContain("code=", tab.Page.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_a_sign_in_has_ended_it_is_asked_for_again_over_what_was_typed()
    {
        desk.Renews = false;
        await using var tab = await SignedInAsync("new");
        var page = tab.Page;
        await page.GetByLabel("Topic").FillAsync("Compilers");
        await page.GetByLabel("A student on each line").FillAsync("Guest Student");
        await page.Light("Zoom", "well");
        await page.RouteAsync("**/api/sessions", route => route.FulfillAsync(new() { Status = 401, ContentType = "application/problem+json", Body = "{}" }));
        await page.Button("Start session").ClickAsync();
        await page.GetByText("Your sign-in has ended.").IsThere();
        await page.UnrouteAsync("**/api/sessions");
        await page.EvaluateAsync("document.body.dataset.same = 'yes'");
        await page.RunAndWaitForPopupAsync(() => SignIn(page).ClickAsync());
        await page.Button("Sign out").IsThere();
        await SignIn(page).IsGone();
        Assert.Equal("yes", await page.EvaluateAsync<string>("document.body.dataset.same"));
        Assert.Equal("Guest Student", await page.GetByLabel("A student on each line").InputValueAsync());
        await page.Light("Zoom", "well");
        await page.Button("Start session").ClickAsync();
        await page.IsAt("sessions/*");
        Assert.Single(page.Context.Pages);
    }

    [Fact]
    public async Task What_goes_wrong_at_the_provider_is_said_in_words_and_can_be_tried_again()
    {
        await using var tab = await stack.OpenAsync("history", key: null);
        var page = tab.Page;
        desk.Issuer.Health = IssuerHealth.Failing;
        await SignIn(page).ClickAsync();
        await page.GetByText("The sign-in service does not answer").IsThere();
        await AxeTests.Check(page, "sign-in");

        desk.Issuer.Health = IssuerHealth.Up;
        desk.Refusal = "access_denied";
        await SignIn(page).ClickAsync();
        await page.GetByText("You were not signed in").IsThere();
        Assert.Equal(stack.Page.ToString(), page.Url);

        await page.GotoAsync(new Uri(stack.Page, "?code=stolen&state=0123456789abcdef0123").ToString());
        await page.GetByText("This sign-in was not begun here").IsThere();
        Assert.Equal(stack.Page.ToString(), page.Url);

        desk.Refusal = null;
        desk.Person = ("subject-9", "nobody@example.edu");
        await SignIn(page).ClickAsync();
        await page.GetByText("this installation does not know you").IsThere();
        await page.NavigateBy(() => page.Button("Sign out").ClickAsync());
        Assert.Equal(1, desk.SignedOut);

        desk.Person = ("subject-2", Grace.Email!);
        await SignIn(page).ClickAsync();
        await page.Heading("New session").IsThere();
    }

    [Fact]
    public async Task The_operator_comes_with_the_key_as_ever()
    {
        await using var tab = await stack.OpenAsync("new", key: null);
        var page = tab.Page;
        await page.Button("Use the operator key").ClickAsync();
        await AxeTests.Check(page, "key beside sign-in");
        await page.OperatorKey().FillAsync(FunctionApp.Key);
        await page.Button("Continue").ClickAsync();
        await page.Button("Select all (5)").ClickAsync();
        await page.GetByLabel("Topic").FillAsync("Compilers");
        Assert.Contains("Compilers", await Kept(page), StringComparison.Ordinal);
        await page.Button("Sign out").ClickAsync();
        await SignIn(page).IsThere();
        Assert.Equal("{}", await Kept(page));
        Assert.Equal((0, 0), (desk.SignedOut, desk.Issuer.DocumentReads));
        Assert.Empty(tab.Troubles);
    }

    [Fact]
    public async Task The_page_may_be_in_a_folder_of_another_site()
    {
        Uri? api = null;
        await using var site = OtherOriginTests.StaticSite(() => JsonSerializer.Serialize(new
        {
            api,
            max_rooms = 50,
            sign_in = new { authority = desk.Issuer.Url, client_id = SignInDesk.ClientId, scope = SignInDesk.Scope },
        }), "/classes");
        await site.StartAsync(TestContext.Current.CancellationToken);
        var folder = new Uri(new Uri(site.Urls.Single()), "classes/");
        await using var away = await DashboardStack.StartAsync(classroom, browser, settings: [.. Provider(desk), $"--FunctionsHost:Cors={folder.GetLeftPart(UriPartial.Authority)}", "--FunctionsHost:Dashboard=", "--FunctionsHost:Simulator:Url="]);
        await AddGraceAsync(away);
        (api, desk.Page) = (away.App.BaseUrl, folder.ToString());

        await using var tab = await away.OpenAsync("history", key: null, page: new Uri(folder, "index.html"));
        await SignIn(tab.Page).ClickAsync();
        await tab.Page.GetByText("There are no sessions yet.").IsThere();
        Assert.Equal(new Uri(folder, "#/history").ToString(), tab.Page.Url);
        Assert.Empty(Troubles(tab));
    }
}
