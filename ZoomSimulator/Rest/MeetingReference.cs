using System.Globalization;
using Microsoft.AspNetCore.Http.Features;
using ZoomSimulator.Meetings;

namespace ZoomSimulator.Rest;

/// <summary>How a path names a meeting: by number, and past ones also by instance uuid.</summary>
internal static class MeetingReference
{
    public static Meeting? ByNumber(MeetingStore store, string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? store.Find(id) : null;

    /// <summary>
    /// The latest ended run by number, or the very run by uuid. A uuid that starts with "/" or contains "//" must be
    /// encoded twice, or Zoom doesn't find it.
    /// </summary>
    public static (Meeting Meeting, MeetingRun Run)? EndedRun(MeetingStore store, string text, HttpContext context) =>
        Run(store, text, context, run => run.EndedAt is not null);

    public static (Meeting Meeting, MeetingRun Run)? Run(MeetingStore store, string text, HttpContext context, Func<MeetingRun, bool> wanted)
    {
        if (ByNumber(store, text) is { } numbered)
            return Last(numbered, wanted);
        var uuid = Uri.UnescapeDataString(text);
        var needsTwice = uuid.StartsWith('/') || uuid.Contains("//", StringComparison.Ordinal);
        if (needsTwice && !IsEncodedTwice(context))
            return null;
        return store.FindByUuid(uuid) is { } meeting
            ? Last(meeting, run => string.Equals(run.Uuid, uuid, StringComparison.Ordinal) && wanted(run))
            : null;
    }

    private static (Meeting Meeting, MeetingRun Run)? Last(Meeting meeting, Func<MeetingRun, bool> wanted)
    {
        lock (meeting.Gate)
            return meeting.Runs.LastOrDefault(wanted) is { } run ? (meeting, run) : null;
    }

    private static bool IsEncodedTwice(HttpContext context) =>
        context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget.Contains("%252F", StringComparison.OrdinalIgnoreCase);
}
