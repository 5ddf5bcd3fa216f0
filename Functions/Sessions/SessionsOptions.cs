using Microsoft.Extensions.Options;

namespace Functions.Sessions;

/// <summary>Section <c>Sessions</c>: caps, refused early and clearly instead of late by Zoom.</summary>
public sealed class SessionsOptions
{
    /// <summary><c>Sessions__MaxRooms</c>: Zoom allows 50 rooms, 100 with a large plan; session and rooms must fit one transaction.</summary>
    public int MaxRooms { get; set; } = 50;

    /// <summary><c>Sessions__MaxStudents</c></summary>
    public int MaxStudents { get; set; } = 200;
}

internal sealed class SessionsOptionsValidator : IValidateOptions<SessionsOptions>
{
    public const int MostRooms = 99;
    public const int MostStudents = 1000;

    public ValidateOptionsResult Validate(string? name, SessionsOptions options)
    {
        if (options.MaxRooms is < 1 or > MostRooms) return ValidateOptionsResult.Fail($"Sessions__MaxRooms must be 1 to {MostRooms}, for example 50.");
        return options.MaxStudents is < 1 or > MostStudents
            ? ValidateOptionsResult.Fail($"Sessions__MaxStudents must be 1 to {MostStudents}, for example 200.")
            : ValidateOptionsResult.Success;
    }
}
