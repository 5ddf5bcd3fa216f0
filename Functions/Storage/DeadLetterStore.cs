using System.Globalization;
using System.Text;
using Azure;
using Azure.Data.Tables;
using Microsoft.Extensions.DependencyInjection;

namespace Functions.Storage;

/// <summary>Keeps what a trusted sender sent and nobody could read, so that it can be looked at and sent through again.</summary>
public sealed class DeadLetterStore([FromKeyedServices(Tables.ForWebhooks)] Tables tables, TimeProvider time)
{
    /// <summary>Kept by day, in order of arrival.</summary>
    public async Task KeepAsync(string reason, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var day = now.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var letter = new TableEntity(day, $"{Keys.Ascending(now)}-{Keys.Digest(Encoding.Latin1.GetString(body.Span))}")
        {
            ["reason"] = reason,
            ["size"] = body.Length,
            ["received_at"] = now,
        };
        BinaryColumns.Write(letter, "body", body.Span);
        try
        {
            await tables.DeadLetters.AddEntityAsync(letter, cancellationToken);
        }
        catch (RequestFailedException exception) when (exception.IsConflict())
        {
            // The first try had arrived after all.
        }
    }
}
