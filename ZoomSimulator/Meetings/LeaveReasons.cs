namespace ZoomSimulator.Meetings;

/// <summary>Free text as recorded from real events; no receiver should branch on it.</summary>
internal static class LeaveReasons
{
    public const string Left = "left the meeting. Reason : left the meeting";
    public const string ToRoom = "left the meeting. Reason : left the meeting to join breakout room";
    public const string ToMain = "left the meeting. Reason : left the meeting leave breakout room to join main meeting";
    public const string Dropped = "got disconnected from the meeting. Reason : Client Close.";
    public const string HostEnded = "left the meeting. Reason : Host ended the meeting.";
    public const string LeftRoom = "Leave breakout room.";
}
