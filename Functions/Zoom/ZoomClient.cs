using Microsoft.Extensions.Options;

namespace Functions.Zoom;

internal sealed class ZoomClient(ZoomTransport transport, ZoomTokenProvider tokens, IOptions<ZoomOptions> options) : IZoomClient
{
    private const int MostPages = 20;

    public Task<ZoomResult<ZoomMeeting>> CreateMeetingAsync(string userId, ZoomMeetingRequest request, CancellationToken cancellationToken)
    {
        var path = $"users/{ZoomPath.Segment(userId)}/meetings";
        var call = ZoomCall.With(ZoomOperation.CreateMeeting, path, request, ZoomJson.Default.ZoomMeetingRequest);
        return transport.SendAsync(call, ZoomJson.Default.ZoomMeeting, cancellationToken);
    }

    public Task<ZoomResult<ZoomMeeting>> GetMeetingAsync(string meetingId, CancellationToken cancellationToken) =>
        transport.SendAsync(new(ZoomOperation.GetMeeting, Meeting(meetingId)), ZoomJson.Default.ZoomMeeting, cancellationToken);

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
        var meetings = new List<ZoomMeetingListItem>();
        var next = "";
        for (var page = 0; page < MostPages; page++)
        {
            var call = new ZoomCall(ZoomOperation.ListMeetings, next.Length == 0 ? path : $"{path}&next_page_token={Uri.EscapeDataString(next)}");
            var result = await transport.SendAsync(call, ZoomJson.Default.ZoomMeetingPage, cancellationToken);
            if (!result.TryGet(out var found, out var error))
                return error;

            meetings.AddRange(found.Meetings ?? []);
            next = found.NextPageToken ?? "";
            if (next.Length == 0)
                return ZoomResult.Success<IReadOnlyList<ZoomMeetingListItem>>(meetings);
        }

        return new ZoomError(ZoomErrorKind.Unavailable, Message: $"The list of meetings did not end after {MostPages} pages.");
    }

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
