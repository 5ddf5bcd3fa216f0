using Azure;
using Functions.Storage;

namespace Functions.Sessions;

/// <summary>Says what a session waits for next, whatever it waited for before.</summary>
public sealed class WorkSchedule(OpenWork work, TimeProvider time)
{
    public async Task SetAsync(string sessionId, string kind, TimeSpan after, CancellationToken cancellationToken)
    {
        var due = time.GetUtcNow() + after;
        while (true)
        {
            var current = await work.FindAsync(sessionId, cancellationToken);
            try
            {
                if (current is null) await work.AddAsync(OpenWork.NewWork(sessionId), sessionId, kind, due, cancellationToken);
                else await work.ReplaceAsync(current, OpenWork.NewWork(sessionId), sessionId, kind, due, cancellationToken);
                return;
            }
            catch (RequestFailedException exception) when (exception.IsRace())
            {
                // Somebody else scheduled it a moment ago: look again.
            }
        }
    }
}
