using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ZoomSimulator.Users;

/// <summary>One user of the simulated account.</summary>
internal sealed record ZoomUser(string Email)
{
    public string Id { get; } = IdOf(Email);

    public bool Exists { get; init; } = true;

    public bool Licensed { get; init; } = true;

    public bool MayHost { get; init; } = true;

    /// <summary>User setting <c>in_meeting.breakout_room</c>.</summary>
    public bool BreakoutRoom { get; init; } = true;

    /// <summary>User setting <c>in_meeting.breakout_room_schedule</c>: may plan rooms before the meeting.</summary>
    public bool BreakoutRoomSchedule { get; init; } = true;

    public string FirstName => NameParts()[0];

    public string LastName => string.Join(' ', NameParts()[1..]);

    public string DisplayName => string.Join(' ', NameParts());

    private string[] NameParts() =>
    [
        .. Email.Split('@')[0].Split('.', '_', '-').Select(part => CultureInfo.InvariantCulture.TextInfo.ToTitleCase(part)),
    ];

    private static string IdOf(string email) =>
        Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(email)).AsSpan(0, 16));
}
