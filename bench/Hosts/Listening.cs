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
        for (var began = Stopwatch.GetTimestamp(); ;)
        {
            using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            try
            {
                await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, port));
                return;
            }
            catch (SocketException) when (Stopwatch.GetElapsedTime(began) < patience)
            {
                await Task.Delay(1);
            }
        }
    }
}
