using System.Buffers.Text;
using System.Security.Cryptography;
using ZoomSimulator.Clock;

namespace ZoomSimulator.Meetings;

/// <summary>
/// Ids of the shapes Zoom makes, the awkward ones included. Not seeded unless that is wanted: they must stay unique over restarts.
/// </summary>
internal sealed class Identifiers(SimRandom random, SimulatorOptions options)
{
    private const int FirstUserId = 16_778_240;
    private const int UserIdStep = 1_024;

    private int _users = options.RepeatableIds ? random.Between(0, 1_000) : RandomNumberGenerator.GetInt32(1_000);

    /// <summary>Ten or eleven digits, beyond int32.</summary>
    public long MeetingId() => random.Chance(0.2)
        ? 7_000_000_000 + Below(int.MaxValue)
        : 80_000_000_000 + (long)Below(19_000_000) * 1_000 + Below(1_000);

    /// <summary>Base64 of 16 bytes; one in eight begins with "/", one in eight contains "//".</summary>
    public string MeetingUuid()
    {
        var bytes = Bytes(16);
        switch (random.Between(0, 8))
        {
            case 0:
                bytes[0] = 0xFF;
                break;
            case 1:
                (bytes[3], bytes[4]) = (0xFF, 0xFF);
                break;
        }
        return Convert.ToBase64String(bytes);
    }

    public string RoomUuid() => Convert.ToBase64String(Bytes(16));

    /// <summary>A GUID in upper case, as recorded.</summary>
    public string ParticipantUuid() => new Guid(Bytes(16)).ToString("D").ToUpperInvariant();

    public string UserId() => Wire.Text(FirstUserId + (long)Interlocked.Increment(ref _users) * UserIdStep);

    public static string Zak() => "eyJ0eXAiOiJKV1QifQ." + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(60));

    public static string Passcode() =>
        RandomNumberGenerator.GetString("abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789", 6);

    private int Below(int limit) => options.RepeatableIds ? random.Between(0, limit) : RandomNumberGenerator.GetInt32(limit);

    private byte[] Bytes(int count)
    {
        var bytes = new byte[count];
        for (var i = 0; i < count; i++) bytes[i] = (byte)Below(256);
        return bytes;
    }
}
