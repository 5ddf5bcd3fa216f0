using Functions.Host.Http;
using Functions.Host.Protocol;
using Grpc.Core;
using Grpc.Net.Client;
using Outcome = Functions.Host.Protocol.StatusResult.Types.Status;

namespace Functions.Tests.Host;

/// <summary>The conversation with a worker, message by message, with a worker that says what the test says.</summary>
public sealed class ProtocolTests : IAsyncLifetime
{
    private const string Http = """{"name":"request","type":"httpTrigger","direction":"In","authLevel":"Anonymous","methods":["get"],"route":"a"}""";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly List<RpcLog> logged = [];
    private RpcServer server = null!;
    private WorkerChannel channel = null!;
    private GrpcChannel wire = null!;
    private AsyncDuplexStreamingCall<StreamingMessage, StreamingMessage> worker = null!;

    public async ValueTask InitializeAsync()
    {
        server = await RpcServer.StartAsync();
        channel = server.Expect("/app", logged.Add);
        wire = GrpcChannel.ForAddress(server.Endpoint);
        worker = new FunctionRpc.FunctionRpcClient(wire).EventStream();
    }

    public async ValueTask DisposeAsync()
    {
        worker.Dispose();
        wire.Dispose();
        await server.DisposeAsync();
    }

    [Fact]
    public async Task A_worker_starts_lists_its_functions_loads_them_and_runs_them()
    {
        await LoadAsync();
        var loaded = Assert.Single(await channel.Ready.WaitAsync(Patience));
        Assert.Equal(("A", "id-a", "a"), (loaded.Name, loaded.Id, loaded.Trigger.Route));
        Assert.Equal(new Uri("http://localhost:1234/"), channel.HttpUri);

        var answer = channel.InvokeAsync(Invocation("1"), CancellationToken.None);
        var asked = (await NextAsync()).InvocationRequest;
        Assert.Equal(("1", "id-a", "request"), (asked.InvocationId, asked.FunctionId, Assert.Single(asked.InputData).Name));
        await worker.RequestStream.WriteAsync(Answer("1", Outcome.Success));

        Assert.Equal(Outcome.Success, (await answer.WaitAsync(Patience)).Result.Status);
    }

    [Theory]
    [InlineData("another")]
    [InlineData("")]
    public async Task Whoever_is_not_expected_is_turned_away(string id)
    {
        await worker.RequestStream.WriteAsync(new() { StartStream = new() { WorkerId = id } });

        var refusal = await Assert.ThrowsAsync<Grpc.Core.RpcException>(NextAsync);

        Assert.Equal(StatusCode.PermissionDenied, refusal.StatusCode);
        Assert.False(channel.Ready.IsCompleted);
    }

    [Fact]
    public async Task Nobody_comes_twice()
    {
        await LoadAsync();
        using var second = new FunctionRpc.FunctionRpcClient(wire).EventStream();
        await second.RequestStream.WriteAsync(new() { StartStream = new() { WorkerId = channel.Id } });

        var refusal = await Assert.ThrowsAsync<Grpc.Core.RpcException>(() => second.ResponseStream.MoveNext(CancellationToken.None));

        Assert.Equal(StatusCode.PermissionDenied, refusal.StatusCode);
    }

    [Fact]
    public async Task A_worker_that_can_not_start_says_why()
    {
        await BeginAsync();
        await worker.RequestStream.WriteAsync(new() { WorkerInitResponse = new() { Result = new() { Status = Outcome.Failure, Exception = new() { Message = "no disk" } } } });

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => channel.Ready.WaitAsync(Patience));

        Assert.Equal("The worker could not start: no disk", failure.Message);
    }

    [Fact]
    public async Task A_function_that_can_not_be_loaded_is_named()
    {
        await ListAsync(Http);
        await NextAsync();
        await worker.RequestStream.WriteAsync(
            new() { FunctionLoadResponse = new() { FunctionId = "id-a", Result = new() { Status = Outcome.Failure, Exception = new() { Message = "no method" } } } });

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => channel.Ready.WaitAsync(Patience));

        Assert.Equal("The worker could not load A: no method", failure.Message);
    }

    [Fact]
    public async Task A_function_that_this_host_can_not_run_stops_the_start()
    {
        await ListAsync(Http.Replace("Anonymous", "Function", StringComparison.Ordinal));

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => channel.Ready.WaitAsync(Patience));

        Assert.Contains("AuthorizationLevel.Function", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_no_longer_wants_an_answer_lets_the_worker_know_and_gets_it_all_the_same()
    {
        await LoadAsync();
        using var leaving = new CancellationTokenSource();
        var answer = channel.InvokeAsync(Invocation("1"), leaving.Token);
        await NextAsync();

        await leaving.CancelAsync();

        Assert.Equal("1", (await NextAsync()).InvocationCancel.InvocationId);
        await worker.RequestStream.WriteAsync(Answer("1", Outcome.Cancelled));
        Assert.Equal(Outcome.Cancelled, (await answer.WaitAsync(Patience)).Result.Status);
    }

    [Fact]
    public async Task What_runs_when_the_worker_goes_away_fails_and_so_does_what_comes_later()
    {
        await LoadAsync();
        var answer = channel.InvokeAsync(Invocation("1"), CancellationToken.None);
        await NextAsync();

        await worker.RequestStream.CompleteAsync();

        await Assert.ThrowsAsync<WorkerGoneException>(() => answer.WaitAsync(Patience));
        Assert.True(channel.Closed.IsCancellationRequested);
        await Assert.ThrowsAsync<WorkerGoneException>(() => channel.InvokeAsync(Invocation("2"), CancellationToken.None).WaitAsync(Patience));
    }

    [Fact]
    public async Task An_answer_to_nothing_and_what_is_not_known_are_passed_over()
    {
        await LoadAsync();
        await worker.RequestStream.WriteAsync(Answer("never asked", Outcome.Success));
        await worker.RequestStream.WriteAsync(new());
        await worker.RequestStream.WriteAsync(new() { RpcLog = new() { Message = "a line", Level = RpcLog.Types.Level.Warning } });
        var answer = channel.InvokeAsync(Invocation("1"), CancellationToken.None);
        await NextAsync();
        await worker.RequestStream.WriteAsync(Answer("1", Outcome.Success));

        await answer.WaitAsync(Patience);
        Assert.Equal("a line", Assert.Single(logged).Message);
    }

    [Fact]
    public async Task A_worker_is_told_to_end_within_a_time()
    {
        await LoadAsync();

        channel.Terminate(TimeSpan.FromSeconds(7));

        Assert.Equal(7, (await NextAsync()).WorkerTerminate.GracePeriod.Seconds);
    }

    private static InvocationRequest Invocation(string id)
    {
        var request = InvocationMessage.Of("id-a", "request", new TypedData { Http = new RpcHttp() });
        request.InvocationId = id;
        return request;
    }

    private static StreamingMessage Answer(string id, Outcome outcome) => new() { InvocationResponse = new() { InvocationId = id, Result = new() { Status = outcome } } };

    private async Task<StreamingMessage> NextAsync()
    {
        Assert.True(await worker.ResponseStream.MoveNext(CancellationToken.None).WaitAsync(Patience));
        return worker.ResponseStream.Current;
    }

    private async Task BeginAsync()
    {
        await worker.RequestStream.WriteAsync(new() { StartStream = new() { WorkerId = channel.Id } });
        var init = (await NextAsync()).WorkerInitRequest;
        Assert.Equal("/app", init.FunctionAppDirectory);
    }

    private async Task ListAsync(string binding)
    {
        await BeginAsync();
        var started = new WorkerInitResponse { Result = new() { Status = Outcome.Success } };
        started.Capabilities["HttpUri"] = "http://localhost:1234/";
        await worker.RequestStream.WriteAsync(new() { WorkerInitResponse = started });
        Assert.Equal("/app", (await NextAsync()).FunctionsMetadataRequest.FunctionAppDirectory);
        var listed = new FunctionMetadataResponse { Result = new() { Status = Outcome.Success } };
        var function = new RpcFunctionMetadata { Name = "A", FunctionId = "id-a" };
        function.RawBindings.Add(binding);
        listed.FunctionMetadataResults.Add(function);
        await worker.RequestStream.WriteAsync(new() { FunctionMetadataResponse = listed });
    }

    private async Task LoadAsync()
    {
        await ListAsync(Http);
        var load = (await NextAsync()).FunctionLoadRequest;
        Assert.Equal(("id-a", "httpTrigger"), (load.FunctionId, load.Metadata.Bindings["request"].Type));
        await worker.RequestStream.WriteAsync(new() { FunctionLoadResponse = new() { FunctionId = "id-a", Result = new() { Status = Outcome.Success } } });
        await channel.Ready.WaitAsync(Patience);
    }
}
