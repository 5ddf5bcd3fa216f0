using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Functions.Storage;
using Functions.Tests.Fixtures;
using Microsoft.Extensions.DependencyInjection;

namespace Functions.Tests.Webhooks;

/// <summary>Zoom may tell of a meeting before we have written it down.</summary>
public sealed class NewMeetingTests
{
    private static readonly DateTimeOffset At = DateTimeOffset.FromUnixTimeSeconds(DateTimeOffset.UtcNow.ToUnixTimeSeconds());

    [Fact]
    public async Task A_creation_that_is_finished_between_two_looks_loses_no_event()
    {
        var between = new Between();
        await using var app = await DirectApp.StartAsync(b => b.Services.AddSingleton<Action<TableClientOptions>>(o => o.AddPolicy(between, HttpPipelinePosition.PerCall)));
        var session = await PlantedSession.AddAsync(app.Tables, At);
        var row = (await app.Tables.SessionIndex.FindAsync(IndexRows.Meeting(session.MeetingId), IndexRows.MeetingRow, default))!;
        await app.Tables.SessionIndex.DeleteEntityAsync(row.PartitionKey, row.RowKey);

        // The meeting is looked for, then unfinished creations: its own goes away in between, and has written the meeting before.
        between.Then = () => app.Tables.SessionIndex.AddEntityAsync(row);
        Assert.Equal(200, (await app.EventAsync(SignedEvent.Started(session.MeetingId, "u", At))).Status);
        Assert.True(between.Came);
        var rows = await app.Tables.Sessions.QueryAsync<TableEntity>(r => r.PartitionKey == session.Id).ToListAsync();
        Assert.Contains(rows, r => r.RowKey.StartsWith("log-", StringComparison.Ordinal));
    }

    /// <summary>Does something once, at the first look at unfinished work.</summary>
    private sealed class Between : HttpPipelinePolicy
    {
        private Func<Task>? then;

        public bool Came { get; private set; }

        public Func<Task> Then { set => then = value; }

        public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) => ProcessNext(message, pipeline);

        public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
        {
            if (message.Request.Method == RequestMethod.Get && message.Request.Uri.ToString().Contains(IndexRows.OpenPrefix, StringComparison.Ordinal)
                && Interlocked.Exchange(ref then, null) is { } act)
            {
                await act();
                Came = true;
            }

            await ProcessNextAsync(message, pipeline);
        }
    }
}
