using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Bench.Load;

/// <summary>One kept-alive HTTP/1.1 connection that only knows what it needs: the status, and where an answer ends.</summary>
internal sealed class RawConnection : IDisposable
{
    private readonly Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private byte[] buffer = new byte[16 * 1024];
    private int filled;

    public static async Task<RawConnection> OpenAsync(Uri origin)
    {
        var connection = new RawConnection();
        await connection.socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, origin.Port));
        return connection;
    }

    /// <returns>The status of the answer, once it has been read to its end.</returns>
    public async ValueTask<int> SendAsync(PreparedRequest request)
    {
        for (var sent = 0; sent < request.Bytes.Length;)
            sent += await socket.SendAsync(request.Bytes.AsMemory(sent), SocketFlags.None);
        filled = 0;
        int head;
        while ((head = buffer.AsSpan(0, filled).IndexOf("\r\n\r\n"u8)) < 0) await ReceiveAsync();
        var headers = Encoding.ASCII.GetString(buffer, 0, head);
        var status = int.Parse(headers.AsSpan(9, 3), CultureInfo.InvariantCulture);
        var body = head + 4;
        if (Header(headers, "content-length") is { } length)
        {
            var end = body + int.Parse(length, CultureInfo.InvariantCulture);
            while (filled < end) await ReceiveAsync();
        }
        else if (Header(headers, "transfer-encoding") is not null)
        {
            while (!buffer.AsSpan(0, filled).EndsWith("0\r\n\r\n"u8)) await ReceiveAsync();
        }

        return status;
    }

    public void Dispose() => socket.Dispose();

    private async ValueTask ReceiveAsync()
    {
        if (filled == buffer.Length) Array.Resize(ref buffer, buffer.Length * 2);
        var read = await socket.ReceiveAsync(buffer.AsMemory(filled), SocketFlags.None);
        if (read == 0) throw new IOException("The server closed the connection.");
        filled += read;
    }

    private static string? Header(string headers, string name)
    {
        var at = headers.IndexOf($"\n{name}:", StringComparison.OrdinalIgnoreCase);
        if (at < 0) return null;
        var start = at + name.Length + 2;
        var end = headers.IndexOf('\r', start);
        return headers[start..(end < 0 ? headers.Length : end)].Trim();
    }
}
