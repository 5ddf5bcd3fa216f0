namespace Functions.Http;

internal static class CacheControl
{
    public const string NoCache = "private, no-cache";

    /// <summary>For answers that hold a passcode or a host's link.</summary>
    public const string NoStore = "no-store";
}
