using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;

namespace Functions.Tests.Fixtures;

internal static class Listening
{
    /// <summary>
    /// Starts it, and goes on when it will get what is sent from now on: the server shakes hands before it counts a connection, and
    /// answers a call, here one it does not know, afterwards.
    /// </summary>
    public static async Task ListenAsync(this HubConnection connection)
    {
        await connection.StartAsync();
        await Assert.ThrowsAsync<HubException>(() => connection.InvokeAsync("Anything"));
    }
}
