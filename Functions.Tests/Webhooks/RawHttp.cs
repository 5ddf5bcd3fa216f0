using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Functions.Tests.Webhooks;

/// <summary>HTTP written by hand, one request a connection: no client would send what a hostile one does.</summary>
internal static class RawHttp
{
    /// <summary>The status; 0 when the server closed the connection without an answer.</summary>
    public static async Task<int> SendAsync(Uri server, HostileRequest request, Random chunks)
    {
        using var socket = await ConnectAsync(server);
        using var stream = new NetworkStream(socket);
        try
        {
            await stream.WriteAsync(Head(request.Headers, request.HasLength ? request.Body.Length : null));
            await stream.WriteAsync(request.HasLength ? request.Body : Chunked(request.Body, chunks));
        }
        catch (IOException)
        {
            // The server may answer and close before all is sent.
        }

        return await StatusAsync(stream);
    }

    public static async Task<Socket> ConnectAsync(Uri server)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(server.Host, server.Port);
        return socket;
    }

    /// <param name="length">Null for a body in chunks.</param>
    public static byte[] Head(IEnumerable<(string Name, string Value)> headers, int? length)
    {
        var head = new StringBuilder("POST /api/zoom/webhook HTTP/1.1\r\nHost: functions\r\nConnection: close\r\n");
        foreach (var (name, value) in headers) head.Append(name).Append(": ").Append(value).Append("\r\n");
        head.Append(length is { } n ? string.Create(CultureInfo.InvariantCulture, $"Content-Length: {n}\r\n\r\n") : "Transfer-Encoding: chunked\r\n\r\n");
        return Encoding.UTF8.GetBytes(head.ToString());
    }

    public static byte[] Chunk(ReadOnlySpan<byte> part) => [.. Encoding.ASCII.GetBytes($"{part.Length:x}\r\n"), .. part, .. "\r\n"u8];

    public static async Task<int> StatusAsync(Stream stream)
    {
        var line = new byte[12];
        try
        {
            await stream.ReadExactlyAsync(line);
            return int.Parse(Encoding.ASCII.GetString(line, 9, 3), CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            return 0;
        }
    }

    private static byte[] Chunked(byte[] body, Random random)
    {
        List<byte> chunked = [];
        for (var i = 0; i < body.Length;)
        {
            var length = Math.Min(random.Next(1, 4000), body.Length - i);
            chunked.AddRange(Chunk(body.AsSpan(i, length)));
            i += length;
        }

        return [.. chunked, .. "0\r\n\r\n"u8];
    }
}
