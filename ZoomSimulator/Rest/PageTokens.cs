using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using ZoomSimulator.Clock;

namespace ZoomSimulator.Rest;

/// <summary>Pages by <c>next_page_token</c>: opaque, bound to its query, good for 15 minutes.</summary>
internal sealed class PageTokens(SimClock clock)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(15);

    private readonly ConcurrentDictionary<string, (string Query, int Offset, DateTimeOffset Until)> _tokens = new(StringComparer.Ordinal);

    /// <summary>One page under <paramref name="name"/>, or the error for a bad token or size.</summary>
    public IResult Page(HttpRequest request, string name, IReadOnlyList<JsonObject> items)
    {
        var size = 30;
        if (request.Query["page_size"].ToString() is { Length: > 0 } text
            && (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out size) || size is < 1 or > 300))
            return ZoomError.Fields([new FieldError("page_size", "Invalid parameter: page_size.")]);

        var query = $"{request.Path} {request.Query["type"]} {request.Query["status"]} {size}";
        var offset = 0;
        if (request.Query["next_page_token"].ToString() is { Length: > 0 } token)
        {
            if (!_tokens.TryGetValue(token, out var state) || state.Until <= clock.Now || state.Query != query)
                return ZoomError.Validation("The next page token is invalid or expired.");
            offset = state.Offset;
        }

        var end = Math.Min(items.Count, offset + size);
        return Answers.Json(new JsonObject
        {
            ["page_size"] = size,
            ["page_count"] = (items.Count + size - 1) / size,
            ["total_records"] = items.Count,
            ["next_page_token"] = end < items.Count ? Issue(query, end) : "",
            [name] = new JsonArray([.. items.Skip(offset).Take(end - offset)]),
        });
    }

    private string Issue(string query, int offset)
    {
        foreach (var (old, state) in _tokens)
        {
            if (state.Until <= clock.Now)
                _tokens.TryRemove(old, out _);
        }
        var token = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(24));
        _tokens[token] = (query, offset, clock.Now + Lifetime);
        return token;
    }
}
