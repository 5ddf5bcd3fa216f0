using Functions.Tests.Fixtures;
using Microsoft.Playwright;
using ZoomSimulator.Meetings;

namespace Functions.Tests.Pages;

/// <summary>A session's recordings on the page, as Zoom makes them.</summary>
public sealed class RecordingTests(Classroom classroom, Browser browser) : IAsyncLifetime
{
    private DashboardStack stack = null!;

    public async ValueTask InitializeAsync() => stack = await DashboardStack.StartAsync(classroom, browser);

    public ValueTask DisposeAsync() => stack.DisposeAsync();

    [Fact]
    public async Task A_recording_is_shown_in_the_making_and_then_with_its_link_and_passcode()
    {
        stack.Zoom.Get<EngineSettings>().Now = new() { HoldRecordings = true };
        var (id, meeting) = await stack.CreateAsync(recording: "cloud");
        stack.Begin(meeting, 1, 2);
        await Eventually.Async(async () => (await stack.Operator.Get($"api/sessions/{id}"))["counts"].GetProperty("present").GetInt32() == 2);
        await stack.Operator.Post($"api/sessions/{id}/end");
        await using var tab = await stack.OpenAsync($"sessions/{id}");
        var page = tab.Page;
        await page.Heading("Recordings").IsThere();
        await page.GetByText("Zoom is still making it.").IsThere();
        Assert.Equal(0, await page.GetByRole(AriaRole.Link, new() { Name = "Watch:" }).CountAsync());

        Assert.Null(stack.Zoom.Engine.Recordings.Complete(meeting).Refusal);
        var recording = Assert.Single((await stack.Operator.Get($"api/sessions/{id}/recordings"))["recordings"].EnumerateArray());
        await page.ReloadAsync();
        var link = page.GetByRole(AriaRole.Link, new() { Name = "Watch:" });
        await link.IsThere();
        Assert.Equal(recording.GetProperty("share_url").GetString(), await link.GetAttributeAsync("href"));
        Assert.Equal(("_blank", "noopener noreferrer"), (await link.GetAttributeAsync("target"), await link.GetAttributeAsync("rel")));
        await page.GetByText($"Passcode {recording.GetProperty("passcode").GetString()}").IsThere();
        await page.GetByText("Zoom is still making it.").IsGone();
        await AxeTests.Check(page, "recordings");
        Assert.Empty(tab.Troubles);
    }
}
