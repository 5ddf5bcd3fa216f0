using Functions.Tests.Fixtures;

namespace Functions.Tests.Pages;

public sealed class BrowserTests(Browser browser)
{
    [Fact]
    public async Task A_page_runs_and_has_no_troubles()
    {
        await using var tab = await browser.OpenAsync();
        await tab.Page.SetContentAsync("<p id=p></p><script>p.textContent = [1, 2, 3].at(-1);</script>");
        Assert.Equal("3", await tab.Page.TextContentAsync("#p"));
        Assert.Empty(tab.Troubles);
    }

    [Theory]
    [InlineData("throw new Error('broken');", "not caught", "broken")]
    [InlineData("console.error('odd');", "console", "odd")]
    [InlineData("fetch('https://example.com/').catch(() => 0);", "request to elsewhere", "https://example.com/")]
    [InlineData("new WebSocket('wss://example.com/live');", "connection to elsewhere", "wss://example.com/live")]
    public async Task What_goes_wrong_in_a_page_is_kept(string script, string kind, string what)
    {
        await using var tab = await browser.OpenAsync();
        await tab.Page.SetContentAsync($"<script>{script}</script>");
        await Eventually.TrueAsync(() => tab.Troubles.Any(IsMeant), () => string.Join('\n', tab.Troubles));

        bool IsMeant(string trouble) => trouble.StartsWith(kind, StringComparison.Ordinal) && trouble.Contains(what, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_beyond_this_machine_is_reached()
    {
        await using var tab = await browser.OpenAsync();
        await tab.Page.SetContentAsync(
            "<p id=p>waiting</p><script>fetch('https://example.com/').then(() => p.textContent = 'reached', () => p.textContent = 'refused');</script>");
        await tab.Page.WaitForFunctionAsync("p.textContent !== 'waiting'");
        Assert.Equal("refused", await tab.Page.TextContentAsync("#p"));
    }
}
