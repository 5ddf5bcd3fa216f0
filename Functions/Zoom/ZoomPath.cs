namespace Functions.Zoom;

/// <summary>Ids as parts of a path.</summary>
internal static class ZoomPath
{
    /// <summary>Whether a path can name it: a segment of dots only would leave the path.</summary>
    public static bool CanName(string id) => id is not ("." or "..");

    /// <summary>A user id, an e-mail or a meeting's number as one segment.</summary>
    /// <exception cref="ArgumentException">Empty, or what no path can name.</exception>
    public static string Segment(string id)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(id);
        return CanName(id) ? Uri.EscapeDataString(id) : throw new ArgumentException("Not an id.", nameof(id));
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
