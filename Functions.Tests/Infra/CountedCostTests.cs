using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Functions.Tests.Fixtures;
using Microsoft.Extensions.DependencyInjection;

namespace Functions.Tests.Infra;

/// <summary>How many storage transactions each thing takes, counted at the wire on real storage: what docs/cost.md reckons with.</summary>
public sealed partial class CountedCostTests(Classroom classroom)
{
    private readonly DateTimeOffset now = DateTimeOffset.UtcNow;

    [Fact]
    public async Task The_cost_page_reckons_with_what_is_counted()
    {
        using var wire = new Counting();
        using var client = new HttpClient(wire);
        await using var app = await FunctionApp.StartAsync(classroom.Azurite.ConnectionString, classroom.Zoom.BaseUrl, b =>
            b.Services.AddSingleton<Action<TableClientOptions>>(o => o.Transport = new HttpClientTransport(client)));
        using var operate = app.Client();
        await Eventually.Async(async () => (await operate.Get("api/students")).Status == HttpStatusCode.OK);
        var professor = await classroom.NewProfessorAsync();
        var counted = new SortedDictionary<string, int>(StringComparer.Ordinal);

        var session = await wire.CountAsync(counted, "create", () => operate.Post("api/sessions", Fixtures.Api.Class(professor.Id)));
        var (id, meeting) = (session.Text("session_id"), session.Text("meeting_id"));
        await app.PostEvent(SignedEvent.Started(meeting, "run", now));
        await app.PostEvent(SignedEvent.Joined(meeting, "run", "Alice Anderson", now.AddSeconds(1)));
        await wire.CountAsync(counted, "event", () => app.PostEvent(SignedEvent.Joined(meeting, "run", "Bob Brown", now.AddSeconds(2))));
        await wire.CountAsync(counted, "event that came before", () => app.PostEvent(SignedEvent.Joined(meeting, "run", "Bob Brown", now.AddSeconds(2))));
        var snapshot = await wire.CountAsync(counted, "status", () => operate.Get($"api/sessions/{id}"));
        await wire.CountAsync(counted, "status, unchanged", () => operate.Get($"api/sessions/{id}", ("If-None-Match", snapshot.Header("ETag")!)));
        await wire.CountAsync(counted, "end", () => operate.Post($"api/sessions/{id}/end"));
        await wire.CountAsync(counted, "attendance", () => operate.Get($"api/sessions/{id}/attendance"));

        Effort.Report("storage transactions: " + string.Join(", ", counted.Select(c => $"{c.Key} {c.Value}")));
        Assert.Equal(Documented(), counted);
    }

    private static SortedDictionary<string, int> Documented()
    {
        var rows = Row().Matches(SourceTree.Read("docs/cost.md"));
        return new(rows.ToDictionary(r => r.Groups["what"].Value.Trim(), r => int.Parse(r.Groups["count"].Value, CultureInfo.InvariantCulture), StringComparer.Ordinal), StringComparer.Ordinal);
    }

    [GeneratedRegex(@"^\| (?<what>[^|]+) \| (?<count>\d+) \| counted", RegexOptions.ExplicitCapture | RegexOptions.Multiline, 5000)]
    private static partial Regex Row();

    private sealed class Counting() : DelegatingHandler(new SocketsHttpHandler())
    {
        private int requests;

        public async Task<Answer> CountAsync(SortedDictionary<string, int> counted, string what, Func<Task<Answer>> act)
        {
            Interlocked.Exchange(ref requests, 0);
            var answer = await act();
            Assert.InRange((int)answer.Status, 200, 304);
            counted[what] = Interlocked.Exchange(ref requests, 0);
            return answer;
        }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref requests);
            return base.SendAsync(request, cancellationToken);
        }
    }
}
