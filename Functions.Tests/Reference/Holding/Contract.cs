using System.Globalization;
using System.Text.Json.Nodes;

namespace Functions.Tests.Reference.Holding;

/// <summary>Holds requests and answers against an OpenAPI document.</summary>
internal sealed class Contract(JsonObject document)
{
    private static readonly string[] Headers = ["ETag", "Location", "Retry-After", "WWW-Authenticate"];

    private readonly BodySchemas schemas = new(document);

    // Literal segments win over parameters.
    private readonly IReadOnlyList<(string[] Segments, JsonObject Item)> paths =
        [.. document["paths"]!.AsObject().OrderBy(p => p.Key.Count(c => c == '{')).Select(p => (p.Key.Split('/'), p.Value!.AsObject()))];

    /// <summary>The operation that the document describes; null for what it does not have.</summary>
    /// <param name="path">With or without a query.</param>
    public JsonObject? Find(string method, string path)
    {
        var segments = path.Split('?')[0].TrimEnd('/').Split('/');
        var matching = paths.Where(p => p.Segments.Length == segments.Length
            && p.Segments.Zip(segments).All(s => s.First.StartsWith('{') ? s.Second.Length > 0 : s.First.Equals(s.Second, StringComparison.OrdinalIgnoreCase)));
        return matching.Select(p => p.Item[method]).FirstOrDefault(o => o is not null)?.AsObject();
    }

    /// <summary>What the document says of an answer of this status.</summary>
    public JsonObject? AnswerOf(JsonObject operation, int status)
    {
        var answer = operation["responses"]![status.ToString(CultureInfo.InvariantCulture)];
        return answer?["$ref"]?.GetValue<string>() is { } reference
            ? document["components"]!["responses"]![reference.Split('/')[^1]]!.AsObject()
            : answer?.AsObject();
    }

    /// <summary>What is wrong with an answer, and with a request that was taken; nothing, where the document does not have the operation.</summary>
    public IEnumerable<string> WrongWith(Exchange exchange)
    {
        if (Find(exchange.Method, exchange.Path) is not { } operation) return [];
        IEnumerable<string> wrong = AnswerOf(operation, exchange.Status) is { } answer
            ? [.. WrongHeaders(answer, exchange), .. WrongBody(operation, answer, exchange.Answered)]
            : ["this status is not described."];
        if (exchange.Status < 400) wrong = wrong.Concat(WrongRequest(operation, exchange.Sent));
        return wrong.Select(w => $"{operation["operationId"]} {exchange.Status}: {w}");
    }

    private static IEnumerable<string> WrongHeaders(JsonObject answer, Exchange exchange)
    {
        var described = answer["headers"]?.AsObject() ?? [];
        foreach (var (name, header) in described)
            if (header!["required"]?.GetValue<bool>() == true && !exchange.Headers.ContainsKey(name)) yield return $"the header {name} is not there.";
        foreach (var name in Headers.Where(n => exchange.Headers.ContainsKey(n) && !described.ContainsKey(n)))
            yield return $"the header {name} is not described.";
    }

    private IReadOnlyList<string> WrongBody(JsonObject operation, JsonObject answer, Content? body)
    {
        var types = answer["content"]?.AsObject();

        // OpenAPI cannot say so, but the description does: an event is answered with no body at all.
        if (body is null) return types is null || operation["operationId"]!.GetValue<string>() == "ZoomWebhook" ? [] : ["there is no body."];
        if (types?[body.Type] is not { } content) return [$"the content type \"{body.Type}\" is not described."];
        return body.IsJson ? schemas.Errors(content["schema"]!, body.Element) : [];
    }

    private IReadOnlyList<string> WrongRequest(JsonObject operation, Content? sent)
    {
        if (sent is null) return operation["requestBody"]?["required"]?.GetValue<bool>() == true ? ["nothing was sent, and it was taken."] : [];
        if (operation["requestBody"]?["content"] is not { } types) return [];
        if (types[sent.Type] is not { } content) return [$"a body of type \"{sent.Type}\" was taken, but is not described."];
        return sent.IsJson ? [.. schemas.Errors(content["schema"]!, sent.Element).Select(e => $"it was taken, although {e}")] : [];
    }
}
