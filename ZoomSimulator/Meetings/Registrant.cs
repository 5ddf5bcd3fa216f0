namespace ZoomSimulator.Meetings;

internal enum RegistrantStatus
{
    Pending,
    Approved,
    Denied,
}

/// <summary>Somebody who registered for a meeting, and has a link of their own.</summary>
internal sealed class Registrant
{
    public required string Id { get; init; }

    public required string Email { get; init; }

    public required string FirstName { get; init; }

    public string LastName { get; init; } = "";

    /// <summary>What tells their link from others': <c>tk</c> in its query.</summary>
    public required string Token { get; init; }

    public required int PinCode { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public RegistrantStatus Status { get; set; }

    internal string DisplayName => $"{FirstName} {LastName}".Trim();
}
