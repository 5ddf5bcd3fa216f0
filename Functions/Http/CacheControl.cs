namespace Functions.Http;

internal static class CacheControl
{
    public const string NoCache = "private, no-cache";

    /// <summary>For what is the same for everybody, and may be kept as long as it is asked for anew.</summary>
    public const string Revalidate = "public, no-cache";

    /// <summary>For what is found under its version, and so never changes.</summary>
    public const string ForGood = "public, max-age=31536000, immutable";

    /// <summary>For answers that hold a passcode or a host's link.</summary>
    public const string NoStore = "no-store";
}
