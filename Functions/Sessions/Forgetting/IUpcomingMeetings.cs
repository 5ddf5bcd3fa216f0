namespace Functions.Sessions.Forgetting;

/// <summary>
/// Sessions that have not begun: their meeting at Zoom still assigns the erased student's e-mail to a room that bears their name. Called
/// at every look at such a session, after its plan was rewritten, so it must do nothing when there is nothing to do.
/// </summary>
public interface IUpcomingMeetings
{
    /// <summary>Makes the meeting's rooms those of the stored plan.</summary>
    Task BringUpToDateAsync(string sessionId, CancellationToken cancellationToken);
}

/// <summary>Leaves Zoom's pre-assignment as it is: it goes when the meeting is over or deleted.</summary>
public sealed class UntouchedMeetings : IUpcomingMeetings
{
    public Task BringUpToDateAsync(string sessionId, CancellationToken cancellationToken) => Task.CompletedTask;
}
