using System.Collections.Frozen;

namespace Functions.Zoom;

/// <summary>A permission of the Zoom app, by its granular name and by the classic one that includes it.</summary>
/// <param name="Granular">Such as <c>meeting:write:meeting:admin</c>; new apps have these.</param>
/// <param name="Classic">Such as <c>meeting:write:admin</c>; older apps have these.</param>
public sealed record ZoomScope(string Granular, string Classic)
{
    internal bool IsIn(IReadOnlySet<string> granted) => granted.Contains(Granular) || granted.Contains(Classic);
}

/// <summary>
/// The scopes that this app needs, in the <c>:admin</c> form that server-to-server apps have (Zoom scopes documentation). Zoom
/// puts an added scope into new tokens only.
/// </summary>
public static class ZoomScopes
{
    /// <summary>Zoom's codes for a token without the scope that a call needs (Zoom OAuth error messages).</summary>
    internal static FrozenSet<int> MissingCodes { get; } = FrozenSet.Create(104, 4700, 4711);

    /// <summary>Without these sessions do not work.</summary>
    public static IReadOnlyList<ZoomScope> Required { get; } =
    [
        new("meeting:write:meeting:admin", "meeting:write:admin"),
        new("meeting:read:meeting:admin", "meeting:read:admin"),
        new("meeting:update:meeting:admin", "meeting:write:admin"),
        new("meeting:delete:meeting:admin", "meeting:write:admin"),
        new("meeting:update:status:admin", "meeting:write:admin"),
        new("meeting:read:list_meetings:admin", "meeting:read:admin"),
        new("user:read:user:admin", "user:read:admin"),
        new("user:read:settings:admin", "user:read:admin"),
    ];

    /// <summary>Webhooks about participants, catching up on lost ones from the report, and recordings need these.</summary>
    public static IReadOnlyList<ZoomScope> Optional { get; } =
    [
        new("meeting:read:participant:admin", "meeting:read:admin"),
        new("report:read:list_meeting_participants:admin", "report:read:admin"),
        new("meeting:read:past_meeting:admin", "meeting:read:admin"),
        new("meeting:read:list_past_instances:admin", "meeting:read:admin"),
        new("cloud_recording:read:list_recording_files:admin", "recording:read:admin"),
        new("cloud_recording:read:recording:admin", "recording:read:admin"),
    ];

    /// <summary>The live list of participants needs this one, and a Business plan: elsewhere it would be of no use.</summary>
    public static ZoomScope Dashboard { get; } = new("dashboard:read:list_meeting_participants:admin", "dashboard_meetings:read:admin");

    /// <summary>The granular names of the required scopes that a token lacks; a classic scope stands for its granular ones.</summary>
    /// <param name="tokenScopes">The token's scopes.</param>
    public static IReadOnlyList<string> MissingFrom(IEnumerable<string> tokenScopes) => Missing(Required, tokenScopes);

    /// <summary>The granular names of the optional scopes that a token lacks.</summary>
    /// <param name="tokenScopes">The token's scopes.</param>
    /// <param name="plan">The account's plan.</param>
    public static IReadOnlyList<string> OptionalMissingFrom(IEnumerable<string> tokenScopes, ZoomPlan plan = ZoomPlan.Pro) =>
        Missing(plan is ZoomPlan.Business ? [.. Optional, Dashboard] : Optional, tokenScopes);

    private static IReadOnlyList<string> Missing(IReadOnlyList<ZoomScope> wanted, IEnumerable<string> tokenScopes)
    {
        var granted = tokenScopes.ToHashSet(StringComparer.Ordinal);
        return [.. wanted.Where(scope => !scope.IsIn(granted)).Select(scope => scope.Granular)];
    }
}
