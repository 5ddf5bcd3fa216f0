namespace Functions.Sessions;

/// <summary>Why a session is over.</summary>
internal static class EndReason
{
    public const string EndedByUser = "ended_by_user";

    /// <summary>Ended by a caller before its class began.</summary>
    public const string Cancelled = "cancelled";

    public const string EndedInZoom = "ended_in_zoom";

    /// <summary>Its planned end had passed, and nobody was there any more.</summary>
    public const string Overdue = "overdue";

    /// <summary>Its planned end had passed, and its class had never begun.</summary>
    public const string NeverStarted = "never_started";

    /// <summary>Zoom did not know its meeting any more.</summary>
    public const string DeletedInZoom = "deleted_in_zoom";

    /// <summary>A session that a caller ended stays over, whatever happens at Zoom.</summary>
    public static bool IsCallers(string? reason) => reason is EndedByUser or Cancelled;
}
