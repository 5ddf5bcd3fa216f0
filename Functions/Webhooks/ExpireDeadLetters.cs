using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace Functions.Webhooks;

/// <summary>Every night: dead letters hold personal data, and are kept for 30 days.</summary>
public sealed partial class ExpireDeadLetters(DeadLetterStore letters, ILogger<ExpireDeadLetters> logger)
{
    [Function(nameof(ExpireDeadLetters))]
    public async Task Run([TimerTrigger("0 20 3 * * *")] TimerInfo timer, CancellationToken cancellationToken)
    {
        if (await letters.DeleteOldAsync(cancellationToken) is > 0 and var deleted) Log.Deleted(logger, deleted);
    }

    private static partial class Log
    {
        [LoggerMessage(410, LogLevel.Information, "{Count} dead letters were deleted after 30 days.")]
        public static partial void Deleted(ILogger logger, int count);
    }
}
