using System.Text.Json.Serialization.Metadata;

namespace Functions.Zoom;

internal interface IZoomPage<out TItem>
{
    /// <summary>Empty on the last page; good for 15 minutes (Zoom pagination documentation).</summary>
    string? NextPageToken { get; }

    IReadOnlyList<TItem>? Items { get; }
}

/// <summary>Lists that come in pages.</summary>
internal static class ZoomPages
{
    /// <summary>All items, or an error: half a list would be taken for a whole one.</summary>
    /// <param name="transport">Sends each page's call, under the operation's deadline.</param>
    /// <param name="operation">The operation.</param>
    /// <param name="path">Path and query of the first page.</param>
    /// <param name="type">How a page is read.</param>
    /// <param name="most">A list with more pages than this is given up.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public static async Task<ZoomResult<IReadOnlyList<TItem>>> ReadPagesAsync<TPage, TItem>(
        this ZoomTransport transport, ZoomOperation operation, string path, JsonTypeInfo<TPage> type, int most, CancellationToken cancellationToken)
        where TPage : class, IZoomPage<TItem>
    {
        var items = new List<TItem>();
        var next = "";
        for (var page = 0; page < most; page++)
        {
            var call = new ZoomCall(operation, next.Length == 0 ? path : $"{path}&next_page_token={Uri.EscapeDataString(next)}");
            var result = await transport.SendAsync(call, type, cancellationToken);
            if (!result.TryGet(out var found, out var error))
                return error;

            items.AddRange(found.Items ?? []);
            next = found.NextPageToken ?? "";
            if (next.Length == 0)
                return ZoomResult.Success<IReadOnlyList<TItem>>(items);
        }

        return new ZoomError(ZoomErrorKind.Unavailable, Message: $"The list did not end after {most} pages.");
    }
}
