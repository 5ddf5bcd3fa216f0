using Azure.Data.Tables;
using Functions.Presence;
using Functions.Storage;
using Functions.Webhooks;

namespace Functions;

/// <summary>
/// A webhook often wakes the app, and Zoom waits three seconds. While one core builds the app, another one goes the way of a webhook
/// once, with an event of nobody and a storage of nothing, so that the code is loaded and compiled by the time it is needed.
/// </summary>
internal static class ColdStart
{
    private static int begun;

    /// <summary>Returns at once; does its work once in a process, where there is a core to spare, and fails in silence.</summary>
    public static void Begin()
    {
        if (Environment.ProcessorCount > 1 && Interlocked.Exchange(ref begun, 1) == 0) _ = Task.Run(RehearseAsync);
    }

    private static async Task RehearseAsync()
    {
        try
        {
            var body = """
                {"event":"meeting.participant_joined","event_ts":1700000000000,"payload":{"object":{"id":"1","uuid":"1","start_time":"2023-11-14T22:13:20Z",
                "participant":{"participant_uuid":"1","user_id":"1","user_name":"1","join_time":"2023-11-14T22:13:20Z"}}}}
                """u8.ToArray();
            WebhookSignature.Verify(body, "1700000000", $"v0={new string('0', 64)}", ["secret"], DateTimeOffset.FromUnixTimeSeconds(1_700_000_000));
            if (WebhookParser.Parse(body) is not WebhookMessage.Happened happened) return;
            var e = happened.Event;
            var person = new Person(happened.PersonId!, e.MeetingUuid, PersonState.From(e));
            var row = PersonColumns.Write("session", person);
            var again = PersonColumns.Read(row);
            _ = Whereabouts.Of(person with { State = PersonState.Merge(person.State, again.State) }, null, 0);
            var log = EventColumns.Write("session", happened.Name, e, happened.PersonId, happened.Digest, DateTimeOffset.UnixEpoch);

            var table = new TableServiceClient(
                new Uri("https://nowhere.invalid"), new Azure.AzureSasCredential("sig=none"), new TableClientOptions { Transport = new EmptyStorage(), Retry = { MaxRetries = 0 } }).GetTableClient("table");
            await foreach (var _ in table.QueryAsync<TableEntity>("PartitionKey eq 'none'")) break;
            await table.GetEntityIfExistsAsync<TableEntity>("none", "none");
            await table.SubmitTransactionAsync([new(TableTransactionActionType.Add, log), new(TableTransactionActionType.Add, row)]);
        }
#pragma warning disable CA1031 // It is only a rehearsal.
        catch (Exception)
#pragma warning restore CA1031
        {
            // What fails here is told of when it is meant.
        }
    }
}
