using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Functions.Http;
using Functions.Presence;
using Functions.Realtime;
using Functions.Reference;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Functions.Sessions;

/// <summary>Which Zoom room a planned room is.</summary>
public sealed record LabelRequest
{
    /// <summary>The uuid of a Zoom room, or null to take the label off.</summary>
    [JsonRequired, StringLength(MeetingEvent.LongestId, MinimumLength = 1)]
    public string? ZoomRoomId { get; init; }
}

/// <summary>Says by hand which Zoom room a planned room is, since Zoom never sends a room's name.</summary>
public sealed class LabelRoom(SessionReader reader, HandCorrections corrections, SessionNotifier notifier, TimeProvider time)
{
    [Function(nameof(LabelRoom))]
    [Tags("Corrections"), EndpointSummary("Say which room this is")]
    [TakesBody<LabelRequest>]
    [ProducesResponseType<Snapshot>(StatusCodes.Status200OK, Description = "The session as it is now.")]
    [Refuses(nameof(Problems.LabelTaken))]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "sessions/{session_id}/rooms/{room_id}/zoom-room")] HttpRequest request,
        string session_id,
        string room_id,
        CancellationToken cancellationToken)
    {
        var read = await JsonBody.ReadAsync(request, ApiJson.Default.LabelRequest, cancellationToken);
        if (!read.TryGet(out var body, out var problem)) return new ProblemResult(problem);
        var (caller, now, uuid) = (Caller.Of(request), time.GetUtcNow(), body.ZoomRoomId?.Trim());
        if (uuid is not null && (uuid.Length is 0 or > MeetingEvent.LongestId || uuid.Any(char.IsControl)))
            return new ProblemResult(Problems.Validation("zoom_room_id", $"The uuid of a Zoom room is expected, at most {MeetingEvent.LongestId} characters, or null."));
        var found = await reader.FindAsync(caller, session_id, cancellationToken);
        if (!found.TryGet(out var record, out problem)) return new ProblemResult(problem);
        if (record.Rooms.All(r => r.RoomId != room_id)) return new ProblemResult(Problems.NotFound("room in this session"));

        var sessionId = record.Facts.SessionId;
        var labelled = await corrections.LabelAsync(sessionId, room_id, uuid, cancellationToken);
        if (!labelled.Found) return new ProblemResult(Problems.NotFound("room in this session"));
        if (labelled.TakenBy is { } other) return new ProblemResult(Problems.LabelTaken(other));
        await notifier.Changed(record.Facts.ProfessorId, sessionId, ChangeKind.RoomBound, now, roomId: room_id);
        return await reader.SnapshotAsync(caller, sessionId, cancellationToken);
    }
}
