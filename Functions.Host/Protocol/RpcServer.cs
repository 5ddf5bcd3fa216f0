using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace Functions.Host.Protocol;

/// <summary>
/// Where workers call in: gRPC over HTTP/2, on a free port of the loopback interface. One serves any number of workers, told apart by their
/// ids. Whoever calls with another id is turned away.
/// </summary>
internal sealed class RpcServer : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly ConcurrentDictionary<string, WorkerChannel> expected = new(StringComparer.Ordinal);

    private RpcServer()
    {
        var web = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        web.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2);

            // One stream lives as long as its worker, however little is said.
            kestrel.Limits.MinRequestBodyDataRate = null;
            kestrel.Limits.MaxRequestBodySize = null;
        });
        web.Services.AddRouting().AddSingleton(this);
        web.Services.AddGrpc(grpc => grpc.MaxReceiveMessageSize = grpc.MaxSendMessageSize = null);
        app = web.Build();
        app.MapGrpcService<Service>();
    }

    /// <summary>The address that a worker is told.</summary>
    public Uri Endpoint { get; private set; } = null!;

    public static async Task<RpcServer> StartAsync()
    {
        var server = new RpcServer();
        await server.app.StartAsync();
        server.Endpoint = ServerAddress.Of(server.app.Services);
        return server;
    }

    /// <summary>Makes ready for a worker that is about to be started.</summary>
    public WorkerChannel Expect(string appDirectory, Action<RpcLog> log)
    {
        var channel = new WorkerChannel(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)), appDirectory, log);
        expected[channel.Id] = channel;
        return channel;
    }

    /// <summary>No longer waits for a worker that has not called in.</summary>
    public void Forget(WorkerChannel channel) => expected.TryRemove(channel.Id, out _);

    /// <summary>What a worker has to be configured with to call in here.</summary>
    public IEnumerable<KeyValuePair<string, string>> Settings(WorkerChannel channel) =>
    [
        new("Functions:Worker:HostEndpoint", Endpoint.AbsoluteUri), new("Functions:Worker:WorkerId", channel.Id),
        new("Functions:Worker:RequestId", Guid.NewGuid().ToString()), new("Functions:Worker:GrpcMaxMessageLength", $"{int.MaxValue}"),
    ];

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private sealed class Service(RpcServer server) : FunctionRpc.FunctionRpcBase
    {
        public override async Task EventStream(
            IAsyncStreamReader<StreamingMessage> requestStream, IServerStreamWriter<StreamingMessage> responseStream, ServerCallContext context)
        {
            if (!await requestStream.MoveNext(context.CancellationToken)
                || requestStream.Current.StartStream is not { } start || !server.expected.TryRemove(start.WorkerId, out var channel))
                throw new Grpc.Core.RpcException(new Status(StatusCode.PermissionDenied, "No such worker is expected."));
            await channel.RunAsync(requestStream, responseStream, context.CancellationToken);
        }
    }
}
