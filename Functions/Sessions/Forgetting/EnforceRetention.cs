using Microsoft.Azure.Functions.Worker;

namespace Functions.Sessions.Forgetting;

/// <summary>Every hour: sessions past the retention period lose their personal data. Several instances at once do no harm.</summary>
public sealed class EnforceRetention(Retention retention)
{
    [Function(nameof(EnforceRetention))]
    public Task Run([TimerTrigger("0 40 * * * *")] TimerInfo timer, CancellationToken cancellationToken) => retention.RunAsync(cancellationToken);
}
