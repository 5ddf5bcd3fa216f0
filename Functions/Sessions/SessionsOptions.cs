using Microsoft.Extensions.Options;

namespace Functions.Sessions;

/// <summary>Section <c>Sessions</c>: caps, refused early and clearly instead of late by Zoom.</summary>
public sealed class SessionsOptions
{
    /// <summary><c>Sessions__MaxRooms</c>: Zoom allows 50 rooms, 100 with a large plan; session and rooms must fit one transaction.</summary>
    public int MaxRooms { get; set; } = 50;

    /// <summary><c>Sessions__MaxStudents</c></summary>
    public int MaxStudents { get; set; } = 200;

    /// <summary><c>Sessions__RestartGraceMinutes</c>: how long after its end a meeting may be started again before the session is over.</summary>
    public int RestartGraceMinutes { get; set; } = 5;

    /// <summary><c>Sessions__RetentionDays</c>: how long after its end a session keeps personal data.</summary>
    public int RetentionDays { get; set; } = 180;

    /// <summary><c>Sessions__CreatesPerMinute</c>: how many sessions a professor may create in a minute, in each process; 0 for any number.</summary>
    public int CreatesPerMinute { get; set; } = 30;

    /// <summary><c>Sessions__OperatorCreatesPerMinute</c>: the same for the operator.</summary>
    public int OperatorCreatesPerMinute { get; set; } = 120;
}

internal sealed class SessionsOptionsValidator : IValidateOptions<SessionsOptions>
{
    public const int MostRooms = 99;
    public const int MostStudents = 1000;
    private const int MostCreates = 100_000;

    public ValidateOptionsResult Validate(string? name, SessionsOptions options)
    {
        List<string> failures = [];
        Check("MaxRooms", options.MaxRooms, MostRooms, 50);
        Check("MaxStudents", options.MaxStudents, MostStudents, 200);
        Check("RestartGraceMinutes", options.RestartGraceMinutes, 60, 5);
        Check("RetentionDays", options.RetentionDays, 3650, 180);
        Check("CreatesPerMinute", options.CreatesPerMinute, MostCreates, 30, least: 0);
        Check("OperatorCreatesPerMinute", options.OperatorCreatesPerMinute, MostCreates, 120, least: 0);
        return failures.Count > 0 ? ValidateOptionsResult.Fail(failures) : ValidateOptionsResult.Success;

        void Check(string setting, int value, int most, int example, int least = 1)
        {
            if (value < least || value > most) failures.Add($"Sessions__{setting} must be {least} to {most}, for example {example}.");
        }
    }
}
