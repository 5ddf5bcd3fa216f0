using System.Text.Json;
using Functions.Tests.Fixtures;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.FileProviders;
using ZoomSimulator.Meetings;

namespace Functions.Tests.Pages;

/// <summary>The page as a static site, away from its API: config.json says where that is, and Host.CORS who may call it.</summary>
public sealed class OtherOriginTests(Classroom classroom, Browser browser)
{
    [Fact]
    public async Task The_page_works_from_another_origin_than_the_API()
    {
        Uri? api = null;
        await using var site = StaticSite(() => JsonSerializer.Serialize(new { api, max_rooms = 50 }));
        await site.StartAsync(TestContext.Current.CancellationToken);
        var origin = new Uri(site.Urls.Single());
        var settings = Path.GetTempFileName();
        await File.WriteAllTextAsync(settings, JsonSerializer.Serialize(new { Host = new { CORS = origin.GetLeftPart(UriPartial.Authority) } }), TestContext.Current.CancellationToken);
        await using var stack = await DashboardStack.StartAsync(classroom, browser, settings: [$"--FunctionsHost:LocalSettings={settings}", "--FunctionsHost:Dashboard=", "--FunctionsHost:Simulator:Url="]);
        File.Delete(settings);
        api = stack.App.BaseUrl;

        await using var tab = await stack.OpenAsync("new", page: origin);
        var page = tab.Page;
        await page.GetByLabel("Topic").FillAsync("From afar");
        await page.Button("Select all (5)").ClickAsync();
        await page.Light("Zoom", "well");
        await page.Button("Start session").ClickAsync();
        await page.IsAt("sessions/*");
        await page.Light("Live", "well");
        Assert.Equal(origin.Authority, new Uri(page.Url).Authority);
        var meeting = stack.Zoom.Engine.Meetings.All.Single().Id;
        stack.Begin(meeting);
        stack.Zoom.Engine.People.Join(meeting, new Arrival(DashboardStack.Student(1).Name, Admit: true));
        await page.Student(1).Is("In main session");

        // Another version than the page has is told by a body; that it is the same by a bare 304.
        await page.ReloadAsync();
        await page.Student(1).Is("In main session");
        Assert.Empty(tab.Troubles);
    }

    /// <param name="folder">Where on the site the page is, such as <c>/classes</c>.</param>
    internal static WebApplication StaticSite(Func<string> config, string folder = "")
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        var site = builder.Build();
        site.UsePathBase(folder);
        site.MapWhen(context => context.Request.Path == "/config.json", branch => branch.Run(context => context.Response.WriteAsync(config())));
        site.UseDefaultFiles(new DefaultFilesOptions { FileProvider = new PhysicalFileProvider(DashboardStack.Files) });
        site.UseStaticFiles(new StaticFileOptions { FileProvider = new PhysicalFileProvider(DashboardStack.Files) });
        return site;
    }
}
