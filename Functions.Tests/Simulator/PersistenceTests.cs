using Functions.Tests.Fixtures;
using static Functions.Tests.Simulator.SimulatorSetup;

namespace Functions.Tests.Simulator;

public sealed class PersistenceTests : IDisposable
{
    private readonly string _folder = Path.Combine(Path.GetTempPath(), "zoom-" + Guid.NewGuid().ToString("N"));

    [Fact]
    public async Task Meetings_people_and_rooms_survive_a_restart()
    {
        long id;
        string uuid, room;
        await using (var before = await StartAsync(options => options with { DataDirectory = _folder }))
        {
            id = await before.ClassIdAsync("Ann Ash");
            await before.ControlAsync(HttpMethod.Post, $"/sim/meetings/{id}/start");
            await before.ControlAsync(HttpMethod.Post, $"/sim/meetings/{id}/participants", new { name = "Ann Ash" });
            await before.ControlAsync(HttpMethod.Post, $"/sim/meetings/{id}/rooms/open");
            await before.ControlAsync(HttpMethod.Post, $"/sim/meetings/{id}/participants/Ann Ash/move", new { room = 1 });
            var seen = await before.ControlAsync(HttpMethod.Get, $"/sim/meetings/{id}");
            uuid = seen.GetProperty("meeting").GetProperty("uuid").GetString()!;
            room = seen.GetProperty("rooms")[0].GetProperty("uuid").GetString()!;
        }

        await using var after = await StartAsync(options => options with { DataDirectory = _folder });
        var kept = await after.ControlAsync(HttpMethod.Get, $"/sim/meetings/{id}");
        Assert.Equal(uuid, kept.GetProperty("meeting").GetProperty("uuid").GetString());
        Assert.Equal("started", kept.GetProperty("meeting").GetProperty("status").GetString());
        var ann = kept.GetProperty("people").EnumerateArray().Single(person => person.GetProperty("name").GetString() == "Ann Ash");
        Assert.Equal(room, ann.GetProperty("room_uuid").GetString());
        Assert.Equal(200, (int)(await after.Zoom.GetAsync($"/v2/meetings/{id}")).StatusCode);
        await after.ControlAsync(HttpMethod.Post, $"/sim/meetings/{id}/participants/Ann Ash/return");
        await after.ControlAsync(HttpMethod.Post, $"/sim/meetings/{id}/end");
        var report = await JsonOf(await after.Zoom.GetAsync($"/v2/report/meetings/{id}/participants"));
        Assert.Equal(4, report.GetProperty("participants").GetArrayLength());
    }

    [Fact]
    public async Task Meetings_are_on_disk_before_the_simulator_stops()
    {
        await using var setup = await StartAsync(options => options with { DataDirectory = _folder });
        var id = await setup.ClassIdAsync("Ann Ash");
        var file = Path.Combine(_folder, "meetings.json");
        await Eventually.TrueAsync(() => File.Exists(file) && File.ReadAllText(file).Contains($"{id}"));
    }

    [Fact]
    public async Task A_second_simulator_that_cannot_start_overwrites_nothing()
    {
        await using var first = await StartAsync(options => options with { DataDirectory = _folder });
        var file = Path.Combine(_folder, "meetings.json");
        var id = await first.ClassIdAsync("Ann Ash");
        await Eventually.TrueAsync(() => File.Exists(file) && File.ReadAllText(file).Contains($"{id}"));
        var kept = File.GetLastWriteTimeUtc(file);
        await Assert.ThrowsAsync<IOException>(() => StartAsync(options => options with { DataDirectory = _folder, Port = first.Host.BaseUrl.Port }));
        Assert.Equal(kept, File.GetLastWriteTimeUtc(file));
    }

    [Theory]
    [InlineData("[{\"id\": 12")]
    [InlineData("[{}]")]
    [InlineData("{}")]
    public async Task A_broken_file_is_set_aside_and_not_overwritten(string content)
    {
        Directory.CreateDirectory(_folder);
        await File.WriteAllTextAsync(Path.Combine(_folder, "meetings.json"), content);
        await using (var setup = await StartAsync(options => options with { DataDirectory = _folder }))
        {
            Assert.Empty(setup.Host.Engine.Meetings.All);
            await setup.ClassIdAsync("Ann Ash");
        }
        var aside = Assert.Single(Directory.GetFiles(_folder, "meetings.json.broken-*"));
        Assert.Equal(content, await File.ReadAllTextAsync(aside));
    }

    public void Dispose()
    {
        if (Directory.Exists(_folder))
            Directory.Delete(_folder, recursive: true);
    }
}
