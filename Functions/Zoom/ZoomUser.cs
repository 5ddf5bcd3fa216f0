using System.Text.Json.Serialization;

namespace Functions.Zoom;

/// <summary>A user of the Zoom account (Zoom Users API).</summary>
public sealed record ZoomUser
{
    /// <summary>The Zoom user id.</summary>
    public required string Id { get; init; }

    public string? Email { get; init; }

    public string? DisplayName { get; init; }

    /// <summary>1 basic, 2 licensed.</summary>
    public int? Type { get; init; }

    /// <summary>Such as <c>active</c>, <c>inactive</c>, <c>pending</c>.</summary>
    public string? Status { get; init; }

    public string? Timezone { get; init; }

    public string? AccountId { get; init; }

    /// <summary>A basic (free) host's meetings end after 40 minutes.</summary>
    [JsonIgnore]
    public bool IsBasic => Type == 1;

    /// <summary>The id only: name and e-mail are not for logs.</summary>
    public override string ToString() => $"User {Id}";
}
