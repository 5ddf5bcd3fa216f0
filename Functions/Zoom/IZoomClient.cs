namespace Functions.Zoom;

/// <summary>
/// Zoom's REST API, as far as class sessions need it. Zoom's refusals and outages come back as <see cref="ZoomError"/> values;
/// only the caller's own cancellation throws. Every call has a deadline: 10 seconds, 15 for a creation or an update, 20 for a page of a
/// report, 6 for one of a live list; a list has it per page. Calls wait for their turn within this process's share of Zoom's rate limits
/// (<see cref="ZoomOptions.Plan"/>, <see cref="ZoomOptions.RateShare"/>); one whose turn cannot come before its deadline is not sent, and
/// is <see cref="ZoomErrorKind.RateLimited"/> with <see cref="ZoomError.RetryAt"/>.
/// </summary>
public interface IZoomClient
{
    /// <summary>
    /// Creates a scheduled meeting with its breakout rooms. Sent once: Zoom's creation is not idempotent, so after an
    /// <see cref="ZoomError.Ambiguous"/> error look for the meeting before creating another. Counts against the host's 100
    /// creations and updates per UTC day (Zoom rate limits documentation).
    /// </summary>
    /// <param name="userId">The host's Zoom user id or e-mail; never <c>me</c>, which server-to-server apps may not use.</param>
    /// <param name="request">The meeting.</param>
    /// <param name="cancellationToken">Gives up waiting; the meeting may exist all the same.</param>
    Task<ZoomResult<ZoomMeeting>> CreateMeetingAsync(string userId, ZoomMeetingRequest request, CancellationToken cancellationToken);

    /// <summary>Reads a meeting, with a fresh <see cref="ZoomMeeting.StartUrl"/>.</summary>
    /// <param name="meetingId">The meeting's number.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    Task<ZoomResult<ZoomMeeting>> GetMeetingAsync(string meetingId, CancellationToken cancellationToken);

    /// <summary>
    /// Changes a meeting that has not started; a running one is <see cref="ZoomErrorKind.InProgress"/>. Zoom refuses that with HTTP 400
    /// and code 3000, and six other things too (Zoom Meeting API, update a meeting), so after a 3000 the meeting is read: if it does not
    /// run, the refusal is <see cref="ZoomErrorKind.Host"/>; if it cannot be read, that is the error. May be repeated: give all rooms each
    /// time, since whether Zoom replaces or merges them is not documented. After an <see cref="ZoomError.Ambiguous"/> error it may have
    /// taken effect; sending it again settles that. Each attempt counts against the host's 100 creations and updates per UTC day (Zoom
    /// rate limits documentation).
    /// </summary>
    /// <param name="meetingId">The meeting's number.</param>
    /// <param name="update">What changes.</param>
    /// <param name="cancellationToken">Gives up waiting; the meeting may be changed all the same.</param>
    Task<ZoomResult<Done>> UpdateMeetingAsync(string meetingId, ZoomMeetingUpdate update, CancellationToken cancellationToken);

    /// <summary>
    /// Ends a running meeting for everybody. A meeting that is gone or not running counts as ended. What Zoom answers for the
    /// latter is not documented, so a refusal is checked against the meeting's status.
    /// </summary>
    /// <param name="meetingId">The meeting's number.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    Task<ZoomResult<Done>> EndMeetingAsync(string meetingId, CancellationToken cancellationToken);

    /// <summary>
    /// Deletes a meeting that is not running; one that is gone counts as deleted. A running one is
    /// <see cref="ZoomErrorKind.InProgress"/>.
    /// </summary>
    /// <param name="meetingId">The meeting's number.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    Task<ZoomResult<Done>> DeleteMeetingAsync(string meetingId, CancellationToken cancellationToken);

    /// <summary>
    /// All meetings of a host, every page: complete, or an error. Zoom does not list instant meetings (Zoom Meeting API).
    /// </summary>
    /// <param name="userId">The host's Zoom user id or e-mail.</param>
    /// <param name="type">Which meetings.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    Task<ZoomResult<IReadOnlyList<ZoomMeetingListItem>>> ListMeetingsAsync(
        string userId, ZoomMeetingListType type, CancellationToken cancellationToken);

    /// <summary>
    /// Who was in one ended instance of a meeting, every page: complete, or an error. At most 50 pages of 300 rows; more is
    /// <see cref="ZoomErrorKind.Unavailable"/>. <see cref="ZoomErrorKind.NotFound"/> means no such instance, or none that has ended and
    /// is reported (404, code 3001): later there may be one. <see cref="ZoomErrorKind.NotAvailable"/> means that there will be none
    /// (Zoom Reports API, meeting participant reports).
    /// </summary>
    /// <param name="meetingUuid">The instance's <see cref="ZoomMeeting.Uuid"/>, as Zoom wrote it, not encoded.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    Task<ZoomResult<IReadOnlyList<ZoomReportRow>>> GetParticipantReportAsync(string meetingUuid, CancellationToken cancellationToken);

    /// <summary>
    /// The instances of a meeting that have ended, in no order. <see cref="ZoomErrorKind.NotFound"/>: no such meeting;
    /// <see cref="ZoomErrorKind.NotAvailable"/>: the app lacks the scope, or the account's plan has no such list (Zoom Meeting API, past
    /// meeting instances).
    /// </summary>
    /// <param name="meetingId">The meeting's number.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    Task<ZoomResult<IReadOnlyList<ZoomPastInstance>>> ListPastInstancesAsync(string meetingId, CancellationToken cancellationToken);

    /// <summary>
    /// When an ended instance was. <see cref="ZoomErrorKind.NotFound"/>: no such instance, or it has not ended;
    /// <see cref="ZoomErrorKind.NotAvailable"/>: the app lacks the scope, or the account is a free one (HTTP 400, code 200; Zoom Meeting
    /// API, past meeting details).
    /// </summary>
    /// <param name="meetingUuid">The instance's uuid, as Zoom wrote it, not encoded.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    Task<ZoomResult<ZoomPastMeeting>> GetPastMeetingAsync(string meetingUuid, CancellationToken cancellationToken);

    /// <summary>
    /// Who is in a running meeting, and who was in this run of it, every page: complete, or an error. At most 5 pages of 300 rows; more is
    /// <see cref="ZoomErrorKind.Unavailable"/>. <see cref="ZoomErrorKind.NotFound"/> means that it does not run (404, code 3001),
    /// <see cref="ZoomErrorKind.NotAvailable"/> that there is no live list: it needs a Business plan with the dashboard (400, code 200), and
    /// the scope <c>dashboard:read:list_meeting_participants:admin</c> (Zoom Dashboards API, list meeting participants). Each page is a
    /// Heavy call, of which the account's day has 60,000, is sent once, and has 6 seconds.
    /// </summary>
    /// <param name="meetingId">The meeting's number.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    Task<ZoomResult<IReadOnlyList<ZoomLiveParticipant>>> GetLiveParticipantsAsync(string meetingId, CancellationToken cancellationToken);

    /// <summary>
    /// Reads the cloud recording of a run, which may still be in processing. <see cref="ZoomErrorKind.NotFound"/> means that there is none
    /// (404, code 3301), <see cref="ZoomErrorKind.NotAvailable"/> that the app may not read recordings: it needs the scope
    /// <c>cloud_recording:read:list_recording_files:admin</c> (Zoom Meeting API, get meeting recordings; a Light call).
    /// </summary>
    /// <param name="meeting">
    /// The run's <see cref="ZoomMeeting.Uuid"/>, as Zoom wrote it, not encoded; or the meeting's number, for the run recorded last.
    /// </param>
    /// <param name="cancellationToken">Cancels the call.</param>
    Task<ZoomResult<ZoomRecording>> GetRecordingAsync(string meeting, CancellationToken cancellationToken);

    /// <summary>Reads a user. An unknown one is <see cref="ZoomErrorKind.Host"/>.</summary>
    /// <param name="userId">The Zoom user id or e-mail.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    Task<ZoomResult<ZoomUser>> GetUserAsync(string userId, CancellationToken cancellationToken);

    /// <summary>Reads the settings that decide whether a user's meetings can have breakout rooms.</summary>
    /// <param name="userId">The Zoom user id or e-mail.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    Task<ZoomResult<ZoomUserSettings>> GetUserSettingsAsync(string userId, CancellationToken cancellationToken);

    /// <summary>
    /// Asks Zoom for a new token, which later calls then use: shows whether the credentials are good, and scopes that were
    /// added to the app since the last token.
    /// </summary>
    /// <param name="cancellationToken">Gives up waiting.</param>
    Task<ZoomResult<ZoomCredentials>> CheckCredentialsAsync(CancellationToken cancellationToken);
}
