namespace Functions.Zoom;

/// <summary>Leave to send one request. Dispose it when the answer is there, or given up.</summary>
internal sealed class ZoomTurn(ZoomLane? lane, TimeSpan countsUntil) : IDisposable
{
    /// <summary>For what Zoom does not limit.</summary>
    public static ZoomTurn Free { get; } = new(lane: null, default);

    /// <summary>Until when Zoom may count the request, in the lane's time; earlier once it is answered.</summary>
    public TimeSpan CountsUntil { get; set; } = countsUntil;

    public bool IsAnswered { get; set; }

    public void Dispose() => lane?.Answered(this);
}
