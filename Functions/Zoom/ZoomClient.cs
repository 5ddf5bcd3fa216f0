using Microsoft.Extensions.Options;

namespace Functions.Zoom;

internal sealed class ZoomClient(ZoomTransport transport, ZoomTokenProvider tokens, IOptions<ZoomOptions> options) : IZoomClient
{
    private const int ManyMeanings = 3000;
    private const int MostPagesOfMeetings = 20;
    private const int MostPagesOfReport = 50;
    private const int MostPagesOfLiveList = 5;

    public Task<ZoomResult<ZoomMeeting>> CreateMeetingAsync(string userId, ZoomMeetingRequest request, CancellationToken cancellationToken)
    {
        var path = $"users/{ZoomPath.Segment(userId)}/meetings";
        var call = ZoomCall.With(ZoomOperation.CreateMeeting, path, request, ZoomJson.Default.ZoomMeetingRequest);
        return transport.SendAsync(call, ZoomJson.Default.ZoomMeeting, cancellationToken);
    }

    public Task<ZoomResult<ZoomMeeting>> GetMeetingAsync(string meetingId, CancellationToken cancellationToken) =>
        transport.SendAsync(new(ZoomOperation.GetMeeting, Meeting(meetingId)), ZoomJson.Default.ZoomMeeting, cancellationToken);

    public async Task<ZoomResult<Done>> UpdateMeetingAsync(string meetingId, ZoomMeetingUpdate update, CancellationToken cancellationToken)
    {
        var call = ZoomCall.With(ZoomOperation.UpdateMeeting, Meeting(meetingId), update, ZoomJson.Default.ZoomMeetingUpdate);
        var result = await transport.SendAsync(call, cancellationToken);
        return result.Error is { Code: ManyMeanings } refusal ? await ToldApartAsync(meetingId, refusal, cancellationToken) : result;
    }

    public async Task<ZoomResult<Done>> EndMeetingAsync(string meetingId, CancellationToken cancellationToken)
    {
        var call = ZoomCall.With(ZoomOperation.EndMeeting, $"{Meeting(meetingId)}/status", new("end"), ZoomJson.Default.ZoomStatusRequest);
        var result = await transport.SendAsync(call, cancellationToken);
        return result.Error switch
        {
            { Kind: ZoomErrorKind.NotFound } => default(Done),
            { Status: 400, Kind: ZoomErrorKind.Host or ZoomErrorKind.Refused }
                when await IsKnownNotToRunAsync(meetingId, cancellationToken) => default(Done),
            _ => result,
        };
    }

    public async Task<ZoomResult<Done>> DeleteMeetingAsync(string meetingId, CancellationToken cancellationToken)
    {
        var result = await transport.SendAsync(new(ZoomOperation.DeleteMeeting, Meeting(meetingId)), cancellationToken);
        return result.Error is { Kind: ZoomErrorKind.NotFound } ? default(Done) : result;
    }

    public async Task<ZoomResult<IReadOnlyList<ZoomMeetingListItem>>> ListMeetingsAsync(
        string userId, ZoomMeetingListType type, CancellationToken cancellationToken)
    {
        var path = $"users/{ZoomPath.Segment(userId)}/meetings?type={Name(type)}&page_size=300";
        return await transport.ReadPagesAsync<ZoomMeetingPage, ZoomMeetingListItem>(
            ZoomOperation.ListMeetings, path, ZoomJson.Default.ZoomMeetingPage, MostPagesOfMeetings, cancellationToken);
    }

    public async Task<ZoomResult<IReadOnlyList<ZoomReportRow>>> GetParticipantReportAsync(string meetingUuid, CancellationToken cancellationToken)
    {
        var path = $"report/meetings/{ZoomPath.Uuid(meetingUuid)}/participants?page_size=300&include_fields=registrant_id";
        return await transport.ReadPagesAsync<ZoomReportPage, ZoomReportRow>(
            ZoomOperation.ParticipantReport, path, ZoomJson.Default.ZoomReportPage, MostPagesOfReport, cancellationToken);
    }

    public async Task<ZoomResult<IReadOnlyList<ZoomPastInstance>>> ListPastInstancesAsync(string meetingId, CancellationToken cancellationToken)
    {
        var call = new ZoomCall(ZoomOperation.ListPastInstances, $"past_meetings/{ZoomPath.Segment(meetingId)}/instances");
        var result = await transport.SendAsync(call, ZoomJson.Default.ZoomPastInstances, cancellationToken);
        return result.Match(ended => ZoomResult.Success(ended.Meetings ?? []), error => error);
    }

    public Task<ZoomResult<ZoomPastMeeting>> GetPastMeetingAsync(string meetingUuid, CancellationToken cancellationToken) =>
        transport.SendAsync(new(ZoomOperation.GetPastMeeting, $"past_meetings/{ZoomPath.Uuid(meetingUuid)}"), ZoomJson.Default.ZoomPastMeeting, cancellationToken);

    public async Task<ZoomResult<IReadOnlyList<ZoomLiveParticipant>>> GetLiveParticipantsAsync(string meetingId, CancellationToken cancellationToken)
    {
        var path = $"metrics/{Meeting(meetingId)}/participants?type=live&page_size=300&include_fields=registrant_id";
        return await transport.ReadPagesAsync<ZoomLivePage, ZoomLiveParticipant>(
            ZoomOperation.LiveParticipants, path, ZoomJson.Default.ZoomLivePage, MostPagesOfLiveList, cancellationToken);
    }

    public Task<ZoomResult<ZoomRecording>> GetRecordingAsync(string meeting, CancellationToken cancellationToken) =>
        transport.SendAsync(
            new(ZoomOperation.MeetingRecording, $"meetings/{ZoomPath.Uuid(meeting)}/recordings"), ZoomJson.Default.ZoomRecording, cancellationToken);

    public Task<ZoomResult<ZoomUser>> GetUserAsync(string userId, CancellationToken cancellationToken) =>
        transport.SendAsync(new(ZoomOperation.GetUser, $"users/{ZoomPath.Segment(userId)}"), ZoomJson.Default.ZoomUser, cancellationToken);

    public Task<ZoomResult<ZoomUserSettings>> GetUserSettingsAsync(string userId, CancellationToken cancellationToken) =>
        transport.SendAsync(
            new(ZoomOperation.GetUserSettings, $"users/{ZoomPath.Segment(userId)}/settings"), ZoomJson.Default.ZoomUserSettings, cancellationToken);

    public async Task<ZoomResult<ZoomCredentials>> CheckCredentialsAsync(CancellationToken cancellationToken)
    {
        var result = await tokens.RenewAsync(cancellationToken);
        return result.Match<ZoomResult<ZoomCredentials>>(
            token => new ZoomCredentials(options.Value.AccountId, token.Scopes, token.ExpiresAt),
            error => error);
    }

    // Seven things are told with this code when a meeting is updated, and their texts change: the meeting's status says which it is.
    private async Task<ZoomError> ToldApartAsync(string meetingId, ZoomError refusal, CancellationToken cancellationToken)
    {
        var read = await GetMeetingAsync(meetingId, cancellationToken);
        return read.Match(
            meeting => meeting.IsStarted ? refusal with { Kind = ZoomErrorKind.InProgress } : refusal,
            error => error with { Ambiguous = refusal.Ambiguous });
    }

    private async Task<bool> IsKnownNotToRunAsync(string meetingId, CancellationToken cancellationToken)
    {
        var result = await GetMeetingAsync(meetingId, cancellationToken);
        return result.Match(meeting => !meeting.IsStarted, error => error.Kind is ZoomErrorKind.NotFound);
    }

    private static string Meeting(string meetingId) => $"meetings/{ZoomPath.Segment(meetingId)}";

    private static string Name(ZoomMeetingListType type) => type switch
    {
        ZoomMeetingListType.Scheduled => "scheduled",
        ZoomMeetingListType.Live => "live",
        ZoomMeetingListType.Upcoming => "upcoming",
        ZoomMeetingListType.UpcomingMeetings => "upcoming_meetings",
        ZoomMeetingListType.PreviousMeetings => "previous_meetings",
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, null),
    };
}
