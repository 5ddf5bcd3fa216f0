namespace Functions.Zoom;

/// <summary>Counts calls of a UTC day. A restart forgets them: Zoom's own count is the one that matters.</summary>
internal sealed class ZoomDay(int calls)
{
    private readonly Lock gate = new();
    private DateTime today;
    private int used;

    public int Calls => calls;

    public bool TryUse(DateTimeOffset now)
    {
        lock (gate)
        {
            if (today != now.UtcDateTime.Date)
                (today, used) = (now.UtcDateTime.Date, 0);
            if (used >= calls)
                return false;
            used++;
            return true;
        }
    }

    public static DateTimeOffset NextMidnight(DateTimeOffset now) => new(now.UtcDateTime.Date.AddDays(1), TimeSpan.Zero);
}
