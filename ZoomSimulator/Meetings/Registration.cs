namespace ZoomSimulator.Meetings;

/// <summary>By which registration somebody comes to a meeting.</summary>
internal static class Registration
{
    public static Registrant? Of(Meeting meeting, Arrival arrival) => meeting.Registrants.Find(registrant =>
        arrival.JoinUrl is { } link ? TokenIn(link) == registrant.Token : registrant.Id == arrival.RegistrantId);

    /// <summary>Where registration is needed, only the host and approved registrants come in.</summary>
    public static Refusal? Refusal(Meeting meeting, Arrival arrival)
    {
        var isHost = arrival.SignedIn != false && string.Equals(arrival.Email, meeting.HostEmail, StringComparison.OrdinalIgnoreCase);
        if (!meeting.NeedsRegistration || isHost)
            return arrival.JoinUrl is null || isHost ? null : Meetings.Refusal.Conflict("This meeting needs no registration.");
        return Of(meeting, arrival) switch
        {
            null => Meetings.Refusal.Conflict("This meeting needs registration, and this is no registrant's link."),
            { Status: not RegistrantStatus.Approved } registrant =>
                Meetings.Refusal.Conflict($"The registration of {registrant.DisplayName} is not approved."),
            _ => null,
        };
    }

    private static string? TokenIn(string link) => Uri.TryCreate(link, UriKind.Absolute, out var uri)
        ? Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(uri.Query)["tk"].ToString()
        : null;
}
