namespace Functions.Tests.Crashes;

/// <summary>What happens to one call of an instance, to storage or to Zoom. The client libraries find out, and try again, by themselves.</summary>
internal enum CrashFault
{
    None,

    /// <summary>A clear refusal, whenever it is tried: storage is busy, Zoom's limit of the day is reached.</summary>
    Refused,

    /// <summary>The connection breaks before the effect, the first time.</summary>
    CutBefore,

    /// <summary>The connection breaks before the effect, whenever it is tried.</summary>
    CutBeforeEach,

    /// <summary>The call takes effect and the answer is lost, the first time.</summary>
    LostAfter,

    /// <summary>The call takes effect and the answer is lost, whenever it is tried.</summary>
    LostAfterEach,

    /// <summary>The process dies: neither this call nor any later one gets out.</summary>
    DiedBefore,

    /// <summary>The process dies after the effect.</summary>
    DiedAfter,

    /// <summary>The process stands still past its lease while others go on, and then goes on as if nothing had been.</summary>
    SlowBefore,
    SlowAfter,

    /// <summary>The same, and when it wakes up its deadlines are over.</summary>
    OverdueBefore,
    OverdueAfter,

    /// <summary>A call to Zoom that is taken for lost, and arrives when the caller has just given up looking.</summary>
    ArrivesSoon,

    /// <summary>The same, and others have looked for its effect in vain before.</summary>
    ArrivesLate,

    /// <summary>The same, half an hour later.</summary>
    ArrivesVeryLate,
}

internal static class CrashFaults
{
    public static IReadOnlyList<CrashFault> All { get; } = [.. Enum.GetValues<CrashFault>().Where(f => f != CrashFault.None)];

    public static bool IsSlow(this CrashFault fault) =>
        fault is CrashFault.SlowBefore or CrashFault.SlowAfter or CrashFault.OverdueBefore or CrashFault.OverdueAfter;

    public static bool IsLate(this CrashFault fault) => fault is CrashFault.ArrivesSoon or CrashFault.ArrivesLate or CrashFault.ArrivesVeryLate;

    public static bool IsOverdue(this CrashFault fault) => fault is CrashFault.OverdueBefore or CrashFault.OverdueAfter;

    /// <summary>Whether the next attempt at the same call meets the same.</summary>
    public static bool IsEach(this CrashFault fault) => fault is CrashFault.Refused or CrashFault.CutBeforeEach or CrashFault.LostAfterEach;
}
