using System.Collections.Concurrent;
using System.Globalization;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Functions.Storage;
using Microsoft.AspNetCore.WebUtilities;

namespace Functions.Tests.Fixtures.InMemoryTables;

/// <summary>
/// The table service in memory, behind the real client: it takes the client's requests and gives the service's answers, its limits and
/// refusals included. For tests that need very many calls, and to stop at any of them; all that can runs on the emulator as well.
/// </summary>
internal sealed class InMemoryTableService : HttpPipelineTransport
{
    /// <summary>For a client whose transport this is. Nothing listens there.</summary>
    public const string ConnectionString =
        "DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;AccountKey=Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==;TableEndpoint=http://tables.invalid/devstoreaccount1";

    private const int MostBytes = 4 * 1024 * 1024;

    private readonly ConcurrentDictionary<string, Table> tables = new(StringComparer.OrdinalIgnoreCase);
    private readonly TimeProvider time;
    private long lastTick;

    public InMemoryTableService(TimeProvider? time = null) => this.time = time ?? TimeProvider.System;

    public TableServiceClient Client(TableClientOptions? options = null)
    {
        options ??= new TableClientOptions();
        options.Transport = this;
        return new TableServiceClient(ConnectionString, options);
    }

    public override Request CreateRequest() => HttpClientTransport.Shared.CreateRequest();

    public override void Process(HttpMessage message) => throw new NotSupportedException("Storage is called asynchronously here.");

    public override async ValueTask ProcessAsync(HttpMessage message)
    {
        message.CancellationToken.ThrowIfCancellationRequested();
        var body = await BodyOf(message.Request.Content, message.CancellationToken);
        var answer = body.Length > MostBytes ? Answers.Refused(Refusal.BodyTooLarge) : Answer(message.Request, body);
        answer.ClientRequestId = message.Request.ClientRequestId;
        message.Response = answer;
    }

    private static async ValueTask<byte[]> BodyOf(RequestContent? content, CancellationToken cancellationToken)
    {
        if (content is null) return [];
        if (content.TryComputeLength(out var length))
        {
            var exact = new byte[length];
            await content.WriteToAsync(new MemoryStream(exact), cancellationToken);
            return exact;
        }

        using var stream = new MemoryStream();
        await content.WriteToAsync(stream, cancellationToken);
        return stream.ToArray();
    }

    private MemoryResponse Answer(Request request, byte[] body)
    {
        var path = request.Uri.Path;
        if (path.EndsWith("/$batch", StringComparison.Ordinal)) return Transaction(request, body);
        var address = Address.Of(path);
        if (address.Table == "Tables") return CreateTable(body);
        if (!tables.TryGetValue(address.Table, out var table)) return Answers.Refused(Refusal.TableNotFound);
        if (request.Method == RequestMethod.Get)
        {
            var query = QueryHelpers.ParseQuery(request.Uri.Query);
            IReadOnlyList<string>? select = query.TryGetValue("$select", out var names) && names.ToString() is { Length: > 0 } list ? list.Split(',') : null;
            return address.PartitionKey is null
                ? Query(table, name => query.TryGetValue(name, out var value) ? value.ToString() : null, select)
                : table.Find(address.PartitionKey, address.RowKey!) is { } row ? Answers.Found(row, select) : Answers.Refused(Refusal.ResourceNotFound);
        }

        request.Headers.TryGetValue("If-Match", out var ifMatch);
        request.Headers.TryGetValue("X-HTTP-Method", out var tunnelled);
        var (change, refusal) = Requests.ChangeOf(tunnelled ?? request.Method.Method, address, ifMatch, body);
        if (change is null) return Answers.Refused(refusal!);
        Row? after = null;
        return table.Apply([change], new(ref after), Now) is { Refusal: { } refused } ? Answers.Refused(refused) : Answers.Written(after);
    }

    private MemoryResponse Transaction(Request request, byte[] body)
    {
        if (!request.Headers.TryGetValue("Content-Type", out var contentType)) return Answers.Refused(Refusal.InvalidInput);
        var (changes, refusal, index) = BatchRequest.Read(contentType, body);
        if (refusal is not null) return BatchAnswer.Refused(refusal, index);
        if (!tables.TryGetValue(changes[0].Table, out var table)) return BatchAnswer.Refused(Refusal.TableNotFound, 0);
        var after = new Row?[changes.Count];
        (index, refusal) = table.Apply(changes.ToArray(), after, Now);
        return refusal is null ? BatchAnswer.Done(after) : BatchAnswer.Refused(refusal, index);
    }

    private MemoryResponse CreateTable(byte[] body)
    {
        var name = Entity.Read(body)?.Fields.FirstOrDefault(f => f.Name == "TableName").Text;
        if (string.IsNullOrEmpty(name)) return Answers.Refused(Refusal.InvalidInput);
        return tables.TryAdd(name, new Table()) ? Answers.Written(null) : Answers.Refused(Refusal.TableAlreadyExists);
    }

    private static MemoryResponse Query(Table table, Func<string, string?> parameter, IReadOnlyList<string>? select)
    {
        try
        {
            var filter = parameter("$filter") is { Length: > 0 } text ? FilterParser.Parse(text) : null;
            var most = int.Parse(parameter("$top") ?? $"{Table.MostPerPage}", CultureInfo.InvariantCulture);
            if (most is < 1 or > Table.MostPerPage) return Answers.Refused(Refusal.InvalidInput);
            (string, string)? from = parameter("NextPartitionKey") is { } partition
                ? (Continuation.Read(partition), parameter("NextRowKey") is { } row ? Continuation.Read(row) : "")
                : null;
            var (rows, next) = table.Query(filter, most, from);
            return Answers.Page(rows, next, select);
        }
        catch (FormatException)
        {
            return Answers.Refused(Refusal.InvalidInput);
        }
    }

    // An ETag is the time of the change, so no two changes may have the same.
    private DateTimeOffset Now()
    {
        while (true)
        {
            var last = Volatile.Read(ref lastTick);
            var next = Math.Max(last + 1, time.GetUtcNow().UtcTicks);
            if (Interlocked.CompareExchange(ref lastTick, next, last) == last) return new(next, TimeSpan.Zero);
        }
    }
}
