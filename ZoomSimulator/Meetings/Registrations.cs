using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using ZoomSimulator.Clock;
using ZoomSimulator.Rest;

namespace ZoomSimulator.Meetings;

/// <summary>Who registers for a meeting. Call under the meeting's gate.</summary>
internal sealed class Registrations(MeetingStore store, RateLimiter limiter, SimClock clock)
{
    public const int PerDay = 3;
    public const int StatusChangesPerDay = 10;

    private readonly ConcurrentDictionary<(long Meeting, string Who, int Day), int> _used = new();

    /// <summary>
    /// The registrant, or null when today's registrations of this address are used up. Who registers again has the same link.
    /// </summary>
    public Registrant? Add(Meeting meeting, RegistrantInput input, bool approved)
    {
        if (!TryUse(meeting, $"add {input.Email.ToLowerInvariant()}", PerDay))
            return null;
        if (meeting.Registrants.Find(other => string.Equals(other.Email, input.Email, StringComparison.OrdinalIgnoreCase)) is { } known)
            return known;
        var registrant = new Registrant
        {
            Id = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16)),
            Email = input.Email,
            FirstName = input.FirstName,
            LastName = input.LastName,
            Token = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32)),
            PinCode = RandomNumberGenerator.GetInt32(100_000, 1_000_000),
            CreatedAt = clock.Now,
            Status = approved ? RegistrantStatus.Approved : RegistrantStatus.Pending,
        };
        meeting.Registrants.Add(registrant);
        store.Changed(meeting);
        return registrant;
    }

    public void Remove(Meeting meeting, Registrant registrant)
    {
        meeting.Registrants.Remove(registrant);
        store.Changed(meeting);
    }

    /// <summary>False when today's changes of this registrant are used up.</summary>
    public bool TryChange(Meeting meeting, Registrant registrant, RegistrantStatus status)
    {
        if (!TryUse(meeting, $"status {registrant.Id}", StatusChangesPerDay))
            return false;
        registrant.Status = status;
        store.Changed(meeting);
        return true;
    }

    private bool TryUse(Meeting meeting, string what, int most)
    {
        var day = (int)(clock.Now.UtcTicks / TimeSpan.TicksPerDay);
        return _used.AddOrUpdate((meeting.Id, what, day), 1, (_, used) => used + 1) <= most || !limiter.Enabled;
    }
}

/// <summary>What somebody registers with.</summary>
internal sealed record RegistrantInput(string Email, string FirstName, string LastName);
