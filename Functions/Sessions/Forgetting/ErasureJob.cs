using System.Text.Json;
using System.Text.Json.Serialization;
using Azure.Data.Tables;
using Functions.Storage;

namespace Functions.Sessions.Forgetting;

/// <summary>Where an erasure is.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ErasureStage>))]
public enum ErasureStage
{
    /// <summary>The roster's entry.</summary>
    Roster,

    /// <summary>Sessions that are not over, and creations.</summary>
    Open,

    /// <summary>All sessions, by professor. The first round only.</summary>
    All,

    /// <summary>
    /// Sessions that were not settled when they were last looked at. All rounds but the first; all of a job about one session.
    /// </summary>
    Pending,
    DeadLetters,
    Finished,
}

/// <summary>An erasure between two steps: everything needed to go on.</summary>
/// <param name="RosterId">The student's id, until the roster's entry is gone.</param>
/// <param name="Cursor">Where the stage is to go on; null at its start.</param>
/// <param name="Pending">Sessions in which the student may still be named by what is to come.</param>
/// <param name="SessionId">The one session that the student belongs to; null when they are erased everywhere.</param>
/// <param name="MeetingId">That session's meeting: dead letters of others are none of this job's business.</param>
public sealed record ErasureJob(
    ErasedStudent Student,
    string? RosterId,
    ErasureStage Stage,
    string? Cursor,
    int Round,
    IReadOnlyList<string> Pending,
    string? SessionId = null,
    string? MeetingId = null)
{
    private const string Column = "job";

    public static ErasureJob New(ErasedStudent student, string rosterId) => new(student, rosterId, ErasureStage.Roster, null, 1, []);

    /// <summary>About one session only: somebody of the same name elsewhere is somebody else.</summary>
    public static ErasureJob OfSession(ErasedStudent student, string sessionId, string? meetingId) =>
        new(student, null, ErasureStage.Pending, null, 1, [sessionId], sessionId, meetingId);

    /// <summary>Whether a dead letter is one that the job deletes.</summary>
    public bool Names(string letter) =>
        (SessionId is null || (MeetingId is not null && letter.Contains(MeetingId, StringComparison.Ordinal))) && Student.IsNamedIn(letter);

    public void WriteTo(TableEntity row) => BinaryColumns.Write(row, Column, JsonSerializer.SerializeToUtf8Bytes(this, ErasureJson.Default.ErasureJob));

    public static ErasureJob Read(TableEntity row) =>
        JsonSerializer.Deserialize(BinaryColumns.Read(row, Column), ErasureJson.Default.ErasureJob) ?? throw new InvalidDataException("An erasure says nothing.");
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ErasureJob))]
internal sealed partial class ErasureJson : JsonSerializerContext;
