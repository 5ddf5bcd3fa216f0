using System.Text.Json.Serialization;

namespace Functions.Http;

/// <summary>A refusal or failure as the caller sees it: RFC 9457 problem details.</summary>
/// <remarks><see cref="ProblemResult"/> adds the trace id and writes it.</remarks>
/// <param name="Type"><c>urn:problem:</c> and a fixed name.</param>
/// <param name="Title">The same for all problems of this type.</param>
/// <param name="Status">The HTTP status.</param>
/// <param name="Detail">A sentence for people: never a secret, a stack trace or a storage message.</param>
public sealed record Problem(string Type, string Title, int Status, string Detail)
{
    /// <summary>What is wrong with which field, for <c>validation</c>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, string[]>? Errors { get; init; }

    /// <summary>Seconds; sent as the Retry-After header too.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? RetryAfter { get; init; }

    /// <summary>When Zoom's daily limit is lifted.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? ResetAt { get; init; }

    /// <summary>Zoom's own code of its refusal.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? ZoomCode { get; init; }

    /// <summary>Zoom's own words, with the fields they are about, and without links and tokens.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? ZoomMessage { get; init; }

    /// <summary>The header WWW-Authenticate of a 401, where it says more than which scheme there is.</summary>
    [JsonIgnore]
    public string? Challenge { get; init; }

    /// <summary>Finds what the log says of this request.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? TraceId { get; init; }
}
