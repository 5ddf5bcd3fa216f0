using System.Text.Json;
using Functions.Tests.Fixtures;

namespace Functions.Tests.Simulator;

/// <summary>A started meeting with rooms for Ann and Bob, and a receiver of its events.</summary>
internal sealed class LivePlay(SimulatorSetup setup, WebhookReceiver receiver, long id) : IAsyncDisposable
{
    public SimulatorSetup Setup => setup;

    public WebhookReceiver Receiver => receiver;

    public long Id => id;

    public static async Task<LivePlay> StartAsync(bool waitingRoom = false, Func<ZoomSimulator.SimulatorOptions, ZoomSimulator.SimulatorOptions>? change = null)
    {
        var setup = await SimulatorSetup.StartAsync(change);
        var receiver = await WebhookReceiver.StartAsync(setup);
        var meeting = await setup.CreateClassAsync(["Ann Ash", "Bob Brown"], waitingRoom);
        var play = new LivePlay(setup, receiver, meeting.GetProperty("id").GetInt64());
        await play.DuringAsync(2, () => play.ActAsync("start"));
        return play;
    }

    public Task<JsonElement> ActAsync(string what, object? body = null) =>
        setup.ControlAsync(HttpMethod.Post, $"/sim/meetings/{id}/{what}", body);

    public Task<JsonElement> JoinAsync(string name) => ActAsync("participants", new { name, email = SimulatorSetup.EmailOf(name) });

    public Task<JsonElement> OpenRoomsAsync() => ActAsync("rooms/open");

    public Task<JsonElement> MoveAsync(string name, object room) => ActAsync($"participants/{name}/move", new { room });

    /// <summary>Exactly the events that an action brings.</summary>
    public async Task<IReadOnlyList<ReceivedWebhook>> DuringAsync(int count, Func<Task> act)
    {
        // What was sent before has to be here first, or it would count for this action.
        await Eventually.TrueAsync(() => setup.Host.Events.Published == receiver.Events.Count);
        var before = receiver.Events.Count;
        await act();
        await receiver.WaitForAsync(before + count);
        return [.. receiver.Events.Skip(before)];
    }

    public async ValueTask DisposeAsync()
    {
        await receiver.DisposeAsync();
        await setup.DisposeAsync();
    }
}
