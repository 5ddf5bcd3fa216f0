namespace Functions.Zoom;

/// <summary>Ids as parts of a path.</summary>
internal static class ZoomPath
{
    /// <summary>A user id, an e-mail or a meeting's number as one segment.</summary>
    /// <exception cref="ArgumentException">Empty, or dots only, which would leave the path.</exception>
    public static string Segment(string id)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(id);
        return id is "." or ".." ? throw new ArgumentException("Not an id.", nameof(id)) : Uri.EscapeDataString(id);
    }

    /// <summary>
    /// A meeting's uuid as one segment. One that starts with a slash or contains two in a row is encoded twice (Zoom API
    /// documentation, using Zoom APIs).
    /// </summary>
    public static string Uuid(string uuid)
    {
        var once = Segment(uuid);
        return uuid.StartsWith('/') || uuid.Contains("//", StringComparison.Ordinal) ? Uri.EscapeDataString(once) : once;
    }
}
