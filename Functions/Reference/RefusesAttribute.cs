using Functions.Http;

namespace Functions.Reference;

/// <summary>
/// Says which problems a function answers with, for the API's description. What any function may answer with need not be said: that
/// there is no valid credential, storage or secret, and what a body, a page or a session in the path is refused with.
/// </summary>
/// <param name="problems">Names of members of <see cref="Problems"/>.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RefusesAttribute(params string[] problems) : Attribute
{
    public IReadOnlyList<string> Problems => problems;
}

/// <summary>Says that a function passes on what Zoom refuses or fails with.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class AsksZoomAttribute : Attribute
{
    public static IReadOnlyList<string> Problems { get; } =
    [
        nameof(Http.Problems.ZoomHost), nameof(Http.Problems.ZoomRefused), nameof(Http.Problems.ZoomDailyLimit), nameof(Http.Problems.ZoomUnavailable),
        nameof(Http.Problems.ZoomCredentials), nameof(Http.Problems.ZoomBusy), nameof(Http.Problems.ZoomTimeout),
    ];
}
