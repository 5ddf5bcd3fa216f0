namespace Functions.Presence;

/// <summary>
/// A time that Zoom's report says somebody was in a run of the meeting, in seconds since 1970. The report knows neither participant
/// uuids nor rooms, so it says that somebody was there, not where.
/// </summary>
/// <param name="Who">Registrant id, Zoom user id, e-mail and name, as far as known.</param>
public sealed record ReportedStay(string MeetingUuid, Participant Who, long From, long To);
