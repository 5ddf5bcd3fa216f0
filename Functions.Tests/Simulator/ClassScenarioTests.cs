using System.Text.Json;
using Functions.Tests.Fixtures;
using static Functions.Tests.Simulator.SimulatorSetup;

namespace Functions.Tests.Simulator;

public sealed class ClassScenarioTests
{
    private static readonly string[] Students = ["Alice Anderson", "Bob Brown", "Charlie Chen", "Diana Diaz", "Ethan Evans"];

    [Fact]
    public async Task The_class_plays_everything_an_ordinary_class_has()
    {
        await using var metronome = new Metronome();
        await using var setup = await StartAsync(time: metronome.Time);
        await using var receiver = await WebhookReceiver.StartAsync(setup);
        var status = await PlayAsync(setup, Students);

        Assert.Equal("finished", status.GetProperty("state").GetString());
        Assert.Equal(["absent", "waiting_room", "main_session", "own_room", "other_room", "own_room", "main_session", "left"], Path(status, "Alice Anderson"));
        Assert.Equal(["absent", "waiting_room", "main_session", "own_room", "main_session", "left"], Path(status, "Bob Brown"));
        Assert.Equal(["absent", "waiting_room", "main_session", "own_room", "left"], Path(status, "Charlie Chen"));
        Assert.Equal(
            ["absent", "waiting_room", "main_session", "own_room", "left", "waiting_room", "main_session", "own_room", "main_session", "left"],
            Path(status, "Diana Diaz"));
        Assert.Equal(["absent"], Path(status, "Ethan Evans"));
        Assert.Equal("ended", status.GetProperty("steps").EnumerateArray().Last().GetProperty("meeting_status").GetString());
        Assert.Equal(1, Truth(status, "Diana Diaz").GetProperty("drops").GetInt32());
        Assert.Equal(0, Truth(status, "Ethan Evans").GetProperty("present_seconds").GetInt32());
        Assert.InRange(Truth(status, "Alice Anderson").GetProperty("other_room_seconds").GetInt32(), 6, 20);
    }

    [Fact]
    public async Task Events_alone_give_the_same_times_as_the_scenario_tells()
    {
        await using var metronome = new Metronome();
        await using var setup = await StartAsync(time: metronome.Time);
        await using var receiver = await WebhookReceiver.StartAsync(setup);
        var status = await PlayAsync(setup, Students);
        await Eventually.TrueAsync(() => receiver.Named("meeting.ended").Count == 1 && setup.Host.Events.Published == receiver.Events.Count);

        foreach (var name in Students)
        {
            var truth = Truth(status, name);
            var seen = EventFold.Of(receiver.Events, name);
            var tolerance = 2 * truth.GetProperty("moves").GetInt32();
            Assert.InRange(seen.Present, truth.GetProperty("present_seconds").GetInt32() - tolerance, truth.GetProperty("present_seconds").GetInt32() + tolerance);
            Assert.InRange(seen.InRooms, RoomSeconds(truth) - tolerance, RoomSeconds(truth) + tolerance);
        }
        Assert.Equal(2, ParticipantsNamed(receiver, "Diana Diaz").Count());
        Assert.Contains("", ParticipantsNamed(receiver, "Diana Diaz").Select(person => person.Email));
        Assert.All(ParticipantsNamed(receiver, "Bob Brown"), person => Assert.Equal("", person.Email));
    }

    [Fact]
    public async Task Nobody_moves_twice_within_six_seconds_however_fast_it_plays()
    {
        await using var metronome = new Metronome();
        await using var setup = await StartAsync(time: metronome.Time);
        await PlayAsync(setup, Students);
        var stays = setup.Host.Engine.Meetings.All.Single().Runs.Single().People.SelectMany(person => person.Stays.Zip(person.Stays.Skip(1)));
        Assert.All(stays, pair => Assert.True(pair.Second.From - pair.First.From >= TimeSpan.FromSeconds(6)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(30)]
    public async Task Classes_of_any_size_play_to_the_end(int size)
    {
        await using var metronome = new Metronome();
        await using var setup = await StartAsync(time: metronome.Time);
        var status = await PlayAsync(setup, [.. Enumerable.Range(1, size).Select(number => $"Student Number{number}")]);
        Assert.Equal("finished", status.GetProperty("state").GetString());
        Assert.Contains("drops out", status.GetProperty("steps").ToString());
    }

    [Fact]
    public async Task A_scenario_can_be_cancelled_and_leave_the_end_to_others()
    {
        await using var metronome = new Metronome();
        await using var setup = await StartAsync(time: metronome.Time);
        var id = await setup.ClassIdAsync(Students);
        var path = $"/sim/meetings/{id}/scenario";
        await setup.ControlAsync(HttpMethod.Post, path, new { name = "class" });
        Assert.Equal(409, (int)(await setup.Sim.PostAsync(path, new StringContent("{\"name\":\"class\"}", null, "application/json"))).StatusCode);
        Assert.Equal("cancelled", (await setup.ControlAsync(HttpMethod.Delete, path)).GetProperty("state").GetString());

        var finished = await PlayAsync(setup, id, end: false);
        Assert.Equal("started", finished.GetProperty("steps").EnumerateArray().Last().GetProperty("meeting_status").GetString());
    }

    private static async Task<JsonElement> PlayAsync(SimulatorSetup setup, string[] students) =>
        await PlayAsync(setup, (await setup.CreateClassAsync(students, waitingRoom: true)).GetProperty("id").GetInt64(), end: true);

    private static async Task<JsonElement> PlayAsync(SimulatorSetup setup, long id, bool end)
    {
        await setup.ControlAsync(HttpMethod.Post, $"/sim/meetings/{id}/scenario", new { name = "class", speed = 60, end });
        var runner = setup.Host.Get<ZoomSimulator.Scenarios.ScenarioRunner>();
        await Eventually.TrueAsync(() => !runner.Find(id).Required.IsRunning, () => $"{runner.Find(id).Required.Status().Steps.Count} steps");
        return await setup.ControlAsync(HttpMethod.Get, $"/sim/meetings/{id}/scenario");
    }

    /// <summary>Where a student is after each step, repetitions left out.</summary>
    private static IReadOnlyList<string> Path(JsonElement status, string name)
    {
        List<string> path = [];
        foreach (var step in status.GetProperty("steps").EnumerateArray())
        {
            var at = step.GetProperty("expected").EnumerateArray().Single(person => person.GetProperty("name").GetString() == name)
                .GetProperty("location").GetString()!;
            if (path.LastOrDefault() != at)
                path.Add(at);
        }
        return path;
    }

    private static JsonElement Truth(JsonElement status, string name) =>
        status.GetProperty("truth").EnumerateArray().Single(student => student.GetProperty("name").GetString() == name);

    private static int RoomSeconds(JsonElement truth) =>
        truth.GetProperty("own_room_seconds").GetInt32() + truth.GetProperty("other_room_seconds").GetInt32();

    private static IEnumerable<(string Uuid, string Email)> ParticipantsNamed(WebhookReceiver receiver, string name) => receiver
        .Named("meeting.participant_joined").Where(webhook => webhook.Participant.GetProperty("user_name").GetString() == name)
        .Select(webhook => (webhook.Participant.GetProperty("participant_uuid").GetString()!, webhook.Participant.GetProperty("email").GetString()!))
        .Distinct();
}
