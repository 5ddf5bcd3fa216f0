using Functions.Zoom;

namespace Functions.Tests.Zoom;

/// <summary>In fake time a call that wrongly waits would wait for ever; here it fails its test instead.</summary>
internal sealed class ImpatientClient(IZoomClient client) : IZoomClient
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public Task<ZoomResult<ZoomMeeting>> CreateMeetingAsync(string userId, ZoomMeetingRequest request, CancellationToken cancellationToken) =>
        client.CreateMeetingAsync(userId, request, cancellationToken).WaitAsync(Patience, CancellationToken.None);

    public Task<ZoomResult<ZoomMeeting>> GetMeetingAsync(string meetingId, CancellationToken cancellationToken) =>
        client.GetMeetingAsync(meetingId, cancellationToken).WaitAsync(Patience, CancellationToken.None);

    public Task<ZoomResult<Done>> UpdateMeetingAsync(string meetingId, ZoomMeetingUpdate update, CancellationToken cancellationToken) =>
        client.UpdateMeetingAsync(meetingId, update, cancellationToken).WaitAsync(Patience, CancellationToken.None);

    public Task<ZoomResult<IReadOnlyList<ZoomReportRow>>> GetParticipantReportAsync(string meetingUuid, CancellationToken cancellationToken) =>
        client.GetParticipantReportAsync(meetingUuid, cancellationToken).WaitAsync(Patience, CancellationToken.None);

    public Task<ZoomResult<IReadOnlyList<ZoomLiveParticipant>>> GetLiveParticipantsAsync(string meetingId, CancellationToken cancellationToken) =>
        client.GetLiveParticipantsAsync(meetingId, cancellationToken).WaitAsync(Patience, CancellationToken.None);

    public Task<ZoomResult<ZoomRecording>> GetRecordingAsync(string meeting, CancellationToken cancellationToken) =>
        client.GetRecordingAsync(meeting, cancellationToken).WaitAsync(Patience, CancellationToken.None);

    public Task<ZoomResult<Done>> EndMeetingAsync(string meetingId, CancellationToken cancellationToken) =>
        client.EndMeetingAsync(meetingId, cancellationToken).WaitAsync(Patience, CancellationToken.None);

    public Task<ZoomResult<Done>> DeleteMeetingAsync(string meetingId, CancellationToken cancellationToken) =>
        client.DeleteMeetingAsync(meetingId, cancellationToken).WaitAsync(Patience, CancellationToken.None);

    public Task<ZoomResult<IReadOnlyList<ZoomMeetingListItem>>> ListMeetingsAsync(
        string userId, ZoomMeetingListType type, CancellationToken cancellationToken) =>
        client.ListMeetingsAsync(userId, type, cancellationToken).WaitAsync(Patience, CancellationToken.None);

    public Task<ZoomResult<IReadOnlyList<ZoomPastInstance>>> ListPastInstancesAsync(string meetingId, CancellationToken cancellationToken) =>
        client.ListPastInstancesAsync(meetingId, cancellationToken).WaitAsync(Patience, CancellationToken.None);

    public Task<ZoomResult<ZoomPastMeeting>> GetPastMeetingAsync(string meetingUuid, CancellationToken cancellationToken) =>
        client.GetPastMeetingAsync(meetingUuid, cancellationToken).WaitAsync(Patience, CancellationToken.None);

    public Task<ZoomResult<ZoomUser>> GetUserAsync(string userId, CancellationToken cancellationToken) =>
        client.GetUserAsync(userId, cancellationToken).WaitAsync(Patience, CancellationToken.None);

    public Task<ZoomResult<ZoomUserSettings>> GetUserSettingsAsync(string userId, CancellationToken cancellationToken) =>
        client.GetUserSettingsAsync(userId, cancellationToken).WaitAsync(Patience, CancellationToken.None);

    public Task<ZoomResult<ZoomCredentials>> CheckCredentialsAsync(CancellationToken cancellationToken) =>
        client.CheckCredentialsAsync(cancellationToken).WaitAsync(Patience, CancellationToken.None);
}
