using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Content = Functions.Host.Protocol.StreamingMessage.ContentOneofCase;
using Outcome = Functions.Host.Protocol.StatusResult.Types.Status;

namespace Functions.Host.Protocol;

/// <summary>A worker went away, or never came.</summary>
internal sealed class WorkerGoneException(string message, Exception? inner = null) : IOException(message, inner);

/// <summary>
/// The conversation with one worker: it calls in, is told to start, lists its functions, loads them, and runs what it is asked to.
/// </summary>
/// <param name="id">The worker's id. It is a secret: who knows it is the worker.</param>
/// <param name="appDirectory">The app's folder, as the worker is to know it.</param>
/// <param name="log">Takes the lines that the worker writes to its host.</param>
[SuppressMessage("Design", "CA1001:Types that own disposable fields should be disposable", Justification = "Without a timer or a wait handle there is nothing to dispose.")]
internal sealed class WorkerChannel(string id, string appDirectory, Action<RpcLog> log)
{
    private const string HostVersion = "4.1037.0"; // The one that Azure's host had when this was written; workers adapt to it.
    private const string HttpCapability = "HttpUri";

    private readonly Channel<StreamingMessage> outbound = Channel.CreateUnbounded<StreamingMessage>(new() { SingleReader = true });
    private readonly ConcurrentDictionary<string, TaskCompletionSource<InvocationResponse>> running = new(StringComparer.Ordinal);
    private readonly TaskCompletionSource<IReadOnlyList<LoadedFunction>> ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Dictionary<string, LoadedFunction> loading = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource closed = new();
    private readonly Lock gate = new();
    private Exception? gone;
    private int toLoad;

    public string Id { get; } = id;

    /// <summary>Where the worker's own HTTP server listens; null when it has none.</summary>
    public Uri? HttpUri { get; set; }

    /// <summary>The functions, once all are loaded. It fails when the worker could not start, or went away before.</summary>
    public Task<IReadOnlyList<LoadedFunction>> Ready => ready.Task;

    /// <summary>Fires when the worker is gone.</summary>
    public CancellationToken Closed => closed.Token;

    /// <summary>Speaks with the worker until either side ends it.</summary>
    public async Task RunAsync(
        IAsyncStreamReader<StreamingMessage> requests, IServerStreamWriter<StreamingMessage> responses, CancellationToken cancellationToken)
    {
        Send(new() { WorkerInitRequest = new() { HostVersion = HostVersion, WorkerDirectory = appDirectory, FunctionAppDirectory = appDirectory } });
        var writing = WriteAsync(responses, cancellationToken);
        Exception? why = null;
        try
        {
            while (await requests.MoveNext(cancellationToken)) Receive(requests.Current);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or Grpc.Core.RpcException)
        {
            why = e;
        }
        finally
        {
            // Also when a message was not to be understood: nothing may wait for this worker any longer.
            Close(new WorkerGoneException("The worker went away.", why));
        }

        await writing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>Fails what waits for the worker, and what will.</summary>
    public void Close(WorkerGoneException why)
    {
        lock (gate) gone ??= why;
        outbound.Writer.TryComplete();
        if (ready.TrySetException(why)) _ = ready.Task.Exception; // Not everybody waits for it.
        foreach (var answer in running.Values) answer.TrySetException(why);
        closed.Cancel();
    }

    /// <param name="request">What to run; its id is new.</param>
    /// <param name="cancellationToken">Tells the worker to stop; its answer is waited for all the same.</param>
    /// <exception cref="WorkerGoneException">The worker went away before it answered.</exception>
    public async Task<InvocationResponse> InvokeAsync(InvocationRequest request, CancellationToken cancellationToken)
    {
        var answer = new TaskCompletionSource<InvocationResponse>(TaskCreationOptions.RunContinuationsAsynchronously);
        running[request.InvocationId] = answer;
        try
        {
            lock (gate)
            {
                if (gone is not null) throw new WorkerGoneException("The worker went away.", gone);
            }

            Send(new() { RequestId = request.InvocationId, InvocationRequest = request });
            await using var cancelling = cancellationToken.UnsafeRegister(Cancel, request.InvocationId);
            return await answer.Task;
        }
        finally
        {
            running.TryRemove(request.InvocationId, out _);
        }
    }

    /// <summary>Tells the worker to end: it finishes what runs, within a time.</summary>
    public void Terminate(TimeSpan grace) => Send(new() { WorkerTerminate = new() { GracePeriod = Duration.FromTimeSpan(grace) } });

    private void Cancel(object? invocationId) => Send(new() { InvocationCancel = new() { InvocationId = (string)invocationId! } });

    // A worker that is gone hears nothing, and whoever waits for it is told by Close.
    private void Send(StreamingMessage message) => outbound.Writer.TryWrite(message);

    private async Task WriteAsync(IServerStreamWriter<StreamingMessage> responses, CancellationToken cancellationToken)
    {
        // What waits already goes out with one flush.
        WriteOptions flush = new(), more = new(WriteFlags.BufferHint);
        while (await outbound.Reader.WaitToReadAsync(cancellationToken))
        {
            while (outbound.Reader.TryRead(out var message))
            {
                responses.WriteOptions = outbound.Reader.TryPeek(out _) ? more : flush;
                await responses.WriteAsync(message, cancellationToken);
            }
        }
    }

    private void Receive(StreamingMessage message)
    {
        switch (message.ContentCase)
        {
            case Content.InvocationResponse:
                if (running.TryGetValue(message.InvocationResponse.InvocationId, out var answer)) answer.TrySetResult(message.InvocationResponse);
                break;
            case Content.RpcLog:
                log(message.RpcLog);
                break;
            case Content.WorkerInitResponse when Succeeded(message.WorkerInitResponse.Result, "start"):
                HttpUri = message.WorkerInitResponse.Capabilities.TryGetValue(HttpCapability, out var uri) ? new Uri(uri) : null;
                Send(new() { FunctionsMetadataRequest = new() { FunctionAppDirectory = appDirectory } });
                break;
            case Content.FunctionMetadataResponse when Succeeded(message.FunctionMetadataResponse.Result, "list its functions"):
                Load(message.FunctionMetadataResponse);
                break;
            case Content.FunctionLoadResponse when Succeeded(message.FunctionLoadResponse.Result, $"load {NameOf(message.FunctionLoadResponse.FunctionId)}"):
                if (--toLoad == 0) ready.TrySetResult([.. loading.Values]);
                break;
        }
    }

    private string? NameOf(string functionId) => loading.GetValueOrDefault(functionId)?.Name;

    private void Load(FunctionMetadataResponse found)
    {
        try
        {
            foreach (var function in found.FunctionMetadataResults)
            {
                if (function.FunctionId.Length == 0) function.FunctionId = Guid.NewGuid().ToString();
                loading.Add(function.FunctionId, LoadedFunction.Of(function));
            }
        }
        catch (InvalidOperationException e)
        {
            ready.TrySetException(e);
            return;
        }

        toLoad = loading.Count;
        foreach (var function in found.FunctionMetadataResults)
            Send(new() { FunctionLoadRequest = new() { FunctionId = function.FunctionId, Metadata = function } });
        if (toLoad == 0) ready.TrySetResult([]);
    }

    private bool Succeeded(StatusResult result, string what)
    {
        if (result.Status == Outcome.Success) return true;
        ready.TrySetException(new InvalidOperationException($"The worker could not {what}: {result.Exception?.Message}"));
        return false;
    }
}
