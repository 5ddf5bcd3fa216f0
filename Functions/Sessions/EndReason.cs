namespace Functions.Sessions;

/// <summary>Why a session is over.</summary>
internal static class EndReason
{
    public const string EndedByUser = "ended_by_user";

    /// <summary>Ended by a caller before it ever started.</summary>
    public const string Cancelled = "cancelled";

    public const string EndedInZoom = "ended_in_zoom";

    /// <summary>Its planned end had passed, and nobody was there any more.</summary>
    public const string Overdue = "overdue";

    /// <summary>Its planned end had passed, and nobody had ever started it.</summary>
    public const string NeverStarted = "never_started";
}
