using Functions.Tests.Fixtures;
using Microsoft.Playwright;

namespace Functions.Tests.Pages;

/// <summary>A professor's way through a class, in Chromium, on the whole stack.</summary>
public sealed class ClassTests(Classroom classroom, Browser browser) : IAsyncLifetime
{
    private DashboardStack stack = null!;

    public async ValueTask InitializeAsync() => stack = await DashboardStack.StartAsync(classroom, browser);

    public ValueTask DisposeAsync() => stack.DisposeAsync();

    [Fact]
    public async Task A_class_is_started_played_watched_ended_and_its_attendance_saved()
    {
        await using var tab = await stack.OpenAsync("new");
        var page = tab.Page;
        await page.GetByLabel("Topic").FillAsync("Recursion");
        await page.Button("Select all (5)").ClickAsync();
        await page.GetByText("5 students chosen, 5 rooms").IsThere();
        await page.Light("Zoom", "well");
        await page.Button("Start session").DblClickAsync();
        await page.IsAt("sessions/*");
        Assert.Single((await stack.Operator.Get("api/sessions?professor_id=1"))["sessions"].EnumerateArray());

        await page.GetByText("The meeting has not started.").IsThere();
        await page.GetByLabel("Speed").SelectOptionAsync("60");
        await page.Button("Play").ClickAsync();
        await page.GetByText("1 person is waiting: Admit all.").IsThere();
        await page.GetByText("Breakout Rooms → Open All Rooms").IsThere();
        await page.Student(1).Is("In own room");
        await page.Student(4).Is("In own room");
        await page.Student(5).Is("Not here yet");
        await page.GetByRole(AriaRole.List, new() { Name = "Timeline" }).Is("Alice Anderson entered their own room");
        await page.Button("Stop").ClickAsync();

        await page.Button("End session").ClickAsync();
        await page.GetByText("all 5 people in it leave").IsThere();
        await page.Button("End for everybody").ClickAsync();
        await page.Heading("Attendance").IsThere();
        await page.GetByRole(AriaRole.Row, new() { Name = "Ethan Evans" }).Is("Never came");
        var download = await page.RunAndWaitForDownloadAsync(() => page.Button("Download CSV").ClickAsync());
        Assert.StartsWith("attendance Recursion ", download.SuggestedFilename, StringComparison.Ordinal);
        var lines = await File.ReadAllLinesAsync(await download.PathAsync());
        Assert.StartsWith("student_id,name,", lines[0], StringComparison.Ordinal);
        Assert.Equal(6, lines.Length);
        Assert.Contains("1,Alice Anderson,", lines[1], StringComparison.Ordinal);
        Assert.Empty(tab.Troubles);
    }

    [Fact]
    public async Task The_running_session_is_found_again_and_two_windows_show_the_same()
    {
        var (id, meeting) = await stack.CreateAsync();
        await using var one = await stack.OpenAsync("");
        await using var two = await stack.OpenAsync($"sessions/{id}");
        await one.Page.IsAt($"sessions/{id}");
        foreach (var tab in new[] { one, two }) await tab.Page.Light("Live", "well");

        stack.Begin(meeting, 1, 2);
        foreach (var tab in new[] { one, two })
        {
            await tab.Page.Student(1).Is("In main session");
            await tab.Page.Student(2).Is("In main session");
        }

        await one.Page.ReloadAsync();
        await one.Page.Student(1).Is("In main session");
        await two.Page.Button("End session").ClickAsync();
        await two.Page.Button("End for everybody").ClickAsync();
        foreach (var tab in new[] { one, two })
        {
            await tab.Page.Heading("Attendance").IsThere();
            Assert.Empty(tab.Troubles);
        }
    }

    [Fact]
    public async Task People_and_rooms_that_nobody_knows_are_told_apart_by_hand()
    {
        var (id, meeting) = await stack.CreateAsync();
        stack.Begin(meeting, 1);
        stack.Join(meeting, "iPad");
        stack.Join(meeting, "Somebody Else");
        Assert.Null(stack.Zoom.Engine.Rooms.Open(meeting).Refusal);
        stack.Move(meeting, "Somebody Else", "Ethan Evans");
        await using var tab = await stack.OpenAsync($"sessions/{id}");
        var page = tab.Page;

        await page.Heading("2 people not recognised").IsThere();
        await page.GetByLabel("iPad is …").SelectOptionAsync("Bob Brown");
        await page.GetByRole(AriaRole.Listitem).Filter(new() { HasText = "iPad" }).GetByRole(AriaRole.Button, new() { Name = "Match" }).ClickAsync();
        await page.Student(2).Is("In main session");
        await page.GetByText("iPad is Bob Brown.").IsThere();
        await page.Button("Undo").ClickAsync();
        await page.Student(2).Is("Not here yet");

        await page.Heading("1 room not recognised").IsThere();
        await page.GetByLabel("The room with Somebody Else is …").SelectOptionAsync("Ethan Evans");
        await page.Button("Set").ClickAsync();
        await page.Heading("1 room not recognised").IsGone();
        await page.Locator("[data-room='005']").Is("Also here: Somebody Else");
        await page.Locator("[data-room='005']").Is("Set by hand");
        Assert.Empty(tab.Troubles);
    }

    [Fact]
    public async Task A_pasted_list_chooses_who_is_in_the_roster_and_adds_who_is_not()
    {
        await using var tab = await stack.OpenAsync("new");
        var page = tab.Page;
        await page.Button("Paste or import a list").ClickAsync();
        await page.GetByLabel("A student on each line").FillAsync(
            "Name, E-mail\nBob Brown\n\"Diaz, Diana\" <DIANA.DIAZ@example.edu>\nGrace Hopper; grace@example.edu\n12345\n李雷\n韩梅梅");
        await page.GetByText("2 in the roster · 3 new, will be added to the roster · Not understood: line 5").IsThere();
        await page.Button("Select these students").ClickAsync();
        await page.GetByText("5 students chosen, 5 rooms").IsThere();
        await page.GetByLabel("Search students").FillAsync("hopper");
        Assert.True(await page.GetByRole(AriaRole.Checkbox, new() { Name = "Grace Hopper" }).IsCheckedAsync());
        var listed = (await stack.Operator.Get("api/students?limit=100"))["students"].EnumerateArray()
            .ToDictionary(s => s.GetProperty("name").GetString()!, s => s.GetProperty("id").GetString()!, StringComparer.Ordinal);
        Assert.Equal(3, new[] { "Grace Hopper", "李雷", "韩梅梅" }.Select(name => listed[name]).Distinct().Count());
        Assert.DoesNotContain(listed.Values, id => id.Contains('@', StringComparison.Ordinal));
        Assert.DoesNotContain(listed.Values, id => id.Contains("grace", StringComparison.OrdinalIgnoreCase));
        Assert.Empty(tab.Troubles);
    }

    [Fact]
    public async Task A_gradebooks_file_is_shown_as_it_is_understood_before_it_is_imported()
    {
        await using var tab = await stack.OpenAsync("new");
        var page = tab.Page;
        await page.Button("Paste or import a list").ClickAsync();
        var list = page.GetByLabel("A student on each line");
        const string Header = "Student,ID,SIS User ID,SIS Login ID,Section,Essay 1\n    Points Possible,,,,,10\n";
        const string Ethan = "\"Evans, Ethan\",33,S-5,ethan.evans@example.edu,A,8\n";
        await list.FillAsync($"{Header}{Ethan}\"Noether, Emmy\",34,S-6,ethan.evans@example.edu,A,9\n");
        await page.Button("Check this file").ClickAsync();
        await page.GetByText("row 4: The same e-mail address as in row 3.").IsThere();
        await list.FillAsync($"{Header}{Ethan}\"Noether, Emmy\",34,S-6,emmy@example.edu,A,9\n");
        await page.Button("Check this file").ClickAsync();
        await page.GetByText("1 in the roster will be changed · 1 new, will be added to the roster · Not looked at: Essay 1").IsThere();
        await page.Button("Import and select").ClickAsync();
        await page.GetByText("2 students chosen, 2 rooms").IsThere();
        var ethan = await stack.Operator.Get("api/students/5");
        Assert.Equal(("Ethan Evans", "33"), (ethan.Text("name"), ethan["external"].GetProperty("canvas_id").GetString()));
        Assert.Empty(tab.Troubles);
    }

    [Fact]
    public async Task The_form_says_what_is_missing_and_keeps_what_was_typed()
    {
        await using var tab = await stack.OpenAsync("new");
        var page = tab.Page;
        await page.GetByText("Choose at least one student.").IsThere();
        await page.GetByRole(AriaRole.Checkbox, new() { Name = "Alice Anderson" }).CheckAsync();
        await page.GetByLabel("Topic").FocusAsync();
        await page.GetByLabel("Duration in minutes").FillAsync("0");
        await page.GetByLabel("Topic").FillAsync("");
        await page.GetByLabel("Later").CheckAsync();
        await page.GetByText("Enter a topic of 1 to 200 characters.").First.IsThere();
        await page.GetByText("Enter 1 to 1440 minutes.").First.IsThere();
        await Assertions.Expect(page.Button("Schedule session")).ToHaveAttributeAsync("aria-disabled", "true");

        await page.GetByLabel("Topic").FillAsync("Trees");
        await page.ReloadAsync();
        Assert.Equal("Trees", await page.GetByLabel("Topic").InputValueAsync());
        await page.GetByText("1 student chosen, 1 room").IsThere();
        await page.GetByLabel("Duration in minutes").FillAsync("45");
        await page.Button("Schedule session").ClickAsync();
        await page.GetByText("Scheduled", new() { Exact = true }).IsThere();
        Assert.Empty(tab.Troubles);
    }
}
