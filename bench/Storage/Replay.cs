using System.Net.Http.Headers;
using System.Text;
using Azure.Data.Tables;
using Azure.Data.Tables.Sas;
using Bench.Hosts;

namespace Bench.Storage;

/// <summary>
/// The floor: a bare HTTP client that makes the very calls that the app made, retries included, against another account of the same
/// emulator. Texts are put in place before the clock starts; only ETags, which storage gives, are put in while it runs.
/// </summary>
internal sealed class Replay : IDisposable
{
    private readonly HttpClient http = new(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false, MaxConnectionsPerServer = 64 });
    private readonly StorageAccount account;
    private readonly string sas;

    public Replay(StorageAccount account)
    {
        this.account = account;
        var builder = new TableAccountSasBuilder(TableAccountSasPermissions.All, TableAccountSasResourceTypes.All, DateTimeOffset.UtcNow.AddDays(1));
        sas = builder.Sign(new TableSharedKeyCredential(account.Name, account.Key));
    }

    /// <param name="recordedAccount">The account the calls were recorded at; its name is as long as this one's.</param>
    /// <param name="renamed">Texts to put in the place of others, each as long as the one it replaces.</param>
    public PreparedCall[] Prepare(IReadOnlyList<RecordedCall> calls, string recordedAccount, params IReadOnlyList<(string From, string To)> renamed)
    {
        (string, string)[] names = [(recordedAccount, account.Name), .. renamed];
        var told = calls.SelectMany((c, i) => c.ETags.Select((tag, k) => (tag, Place: (i, k)))).DistinctBy(t => t.tag).ToDictionary(t => t.tag, t => t.Place, StringComparer.Ordinal);
        return [.. calls.Select(call =>
        {
            var path = names.Aggregate(call.Path, (text, name) => text.Replace(name.Item1, name.Item2, StringComparison.Ordinal));
            var body = names.Aggregate(call.Body, (bytes, name) => Replaced(bytes, name.Item1, name.Item2));
            var uri = new Uri($"http://127.0.0.1:{account.Port}{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{sas}");
            return new PreparedCall(new HttpMethod(call.Method), uri, call.Headers, PreparedCall.Split(body, told), call.Status, told);
        })];
    }

    /// <summary>Makes calls one after the other.</summary>
    public async Task RunAsync(IReadOnlyList<PreparedCall> calls)
    {
        var told = new IReadOnlyList<string>[calls.Count];
        for (var i = 0; i < calls.Count; i++) told[i] = await SendAsync(calls[i], told);
    }

    /// <summary>Makes calls in phases: those of a phase at once, the next phase when all are answered.</summary>
    /// <param name="phases">Indexes of calls.</param>
    public async Task RunAsync(IReadOnlyList<PreparedCall> calls, IReadOnlyList<int[]> phases, Func<int, Task>? between = null)
    {
        var told = new IReadOnlyList<string>[calls.Count];
        for (var phase = 0; phase < phases.Count; phase++)
        {
            await Task.WhenAll(phases[phase].Select(async i => told[i] = await SendAsync(calls[i], told)));
            if (between is not null) await between(phase);
        }
    }

    public void Dispose() => http.Dispose();

    private async Task<IReadOnlyList<string>> SendAsync(PreparedCall call, IReadOnlyList<string>?[] told)
    {
        using var request = new HttpRequestMessage(call.Method, call.Uri);
        if (call.Body.Count > 0) request.Content = new ByteArrayContent(call.BodyWith(told));
        foreach (var (name, value) in call.Headers)
        {
            if (name.Equals("Content-Type", StringComparison.OrdinalIgnoreCase))
            {
                if (request.Content is { } content) content.Headers.ContentType = MediaTypeHeaderValue.Parse(value);
            }
            else
            {
                request.Headers.TryAddWithoutValidation(name, call.Told(value, told));
            }
        }

        using var answer = await http.SendAsync(request);
        var body = await answer.Content.ReadAsByteArrayAsync();
        if ((int)answer.StatusCode != call.Status) throw new InvalidOperationException($"The floor was answered {(int)answer.StatusCode} where the app was answered {call.Status}: {Encoding.UTF8.GetString(body)}");
        return RecordedCall.ETagsIn(answer.Headers.ETag?.ToString(), body);
    }

    private static byte[] Replaced(byte[] bytes, string from, string to)
    {
        if (from.Length != to.Length) throw new ArgumentException($"{to} is not as long as {from}.");
        var (what, by) = (Encoding.UTF8.GetBytes(from), Encoding.UTF8.GetBytes(to));
        var copy = bytes.ToArray();
        for (var rest = copy.AsSpan(); rest.IndexOf(what) is >= 0 and var at; rest = rest[(at + what.Length)..]) by.CopyTo(rest[at..]);
        return copy;
    }
}
