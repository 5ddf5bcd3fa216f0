namespace Functions.Zoom;

/// <summary>What the token endpoint answers (Zoom server-to-server OAuth documentation).</summary>
internal sealed record ZoomTokenAnswer
{
    public required string AccessToken { get; init; }

    /// <summary>Seconds.</summary>
    public required int ExpiresIn { get; init; }

    /// <summary>Separated by spaces.</summary>
    public string? Scope { get; init; }

    public override string ToString() => nameof(ZoomTokenAnswer);

    public ZoomAccessToken ToToken(DateTimeOffset issuedAt) => new(
        AccessToken, issuedAt, TimeSpan.FromSeconds(ExpiresIn), Scope?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? []);
}
