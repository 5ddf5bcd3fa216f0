using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Bench.Hosts;

internal static class Listening
{
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Returns as soon as somebody listens at a port of this machine.</summary>
    public static async Task WaitAsync(int port, TimeSpan patience)
    {
        var began = Stopwatch.GetTimestamp();
        while (!await IsListenedToAsync(port))
        {
            if (Stopwatch.GetElapsedTime(began) > patience) throw new TimeoutException($"Nobody listens at port {port}.");
            await Task.Delay(2);
        }
    }

    // Without an exception for each attempt: hundreds of them would take the processor from the app that is waited for.
    private static async Task<bool> IsListenedToAsync(int port)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        using var attempt = new SocketAsyncEventArgs { RemoteEndPoint = new IPEndPoint(IPAddress.Loopback, port) };
        var answered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        attempt.Completed += (_, _) => answered.SetResult();
        if (socket.ConnectAsync(attempt)) await answered.Task;
        return attempt.SocketError == SocketError.Success;
    }
}
