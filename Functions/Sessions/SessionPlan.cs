using System.IO.Compression;
using System.Text.Json;
using System.Text.Json.Serialization;
using Functions.Presence;

namespace Functions.Sessions;

/// <summary>Everything a session is to be, fixed before Zoom is asked, so that whoever finishes a creation makes the same session.</summary>
public sealed record SessionPlan
{
    public required string SessionId { get; init; }

    public required PlannedProfessor Professor { get; init; }

    public required string Topic { get; init; }

    /// <summary>In whole seconds: Zoom knows no others.</summary>
    public required DateTimeOffset StartTime { get; init => field = DateTimeOffset.FromUnixTimeSeconds(value.ToUnixTimeSeconds()); }

    public required string Timezone { get; init; }

    /// <summary>Minutes.</summary>
    public required int Duration { get; init; }

    /// <summary>To start at once; otherwise the session is scheduled until its start.</summary>
    public required bool StartsNow { get; init; }

    public required bool WaitingRoom { get; init; }

    public string? Passcode { get; init; }

    public required string AutoRecording { get; init; }

    /// <summary>After how many minutes Zoom ends the meeting, if the account's plan has a limit.</summary>
    public int? MeetingLimit { get; init; }

    public int StudentsPerRoom { get; init; } = 1;

    public required IReadOnlyList<PlannedRoom> Rooms { get; init; }

    /// <summary>Ids of students who are not in the roster yet.</summary>
    public IReadOnlyList<string> NewStudents { get; init; } = [];

    public IReadOnlyList<Warning> Warnings { get; init; } = [];

    /// <summary>The warnings, and who is not assigned at Zoom, by the names of now.</summary>
    [JsonIgnore]
    public IReadOnlyList<Warning> AllWarnings => [.. Warnings, .. RoomsAtZoom.NotAssigned(Rooms)];

    [JsonIgnore]
    public DateTimeOffset PlannedEnd => StartTime.AddMinutes(Duration);

    /// <summary>With these warnings in place of the ones of this code.</summary>
    public SessionPlan Warned(string code, IReadOnlyList<Warning> warnings) => this with { Warnings = [.. Warnings.Where(w => w.Code != code), .. warnings] };

    public byte[] Zip()
    {
        using var zipped = new MemoryStream();
        using (var gzip = new GZipStream(zipped, CompressionLevel.Fastest)) JsonSerializer.Serialize(gzip, this, PlanJson.Default.SessionPlan);
        return zipped.ToArray();
    }

    public bool IsSameAs(SessionPlan other) => JsonSerializer.SerializeToUtf8Bytes(this, PlanJson.Default.SessionPlan)
        .AsSpan().SequenceEqual(JsonSerializer.SerializeToUtf8Bytes(other, PlanJson.Default.SessionPlan));

    public static SessionPlan Unzip(byte[] zipped)
    {
        using var gzip = new GZipStream(new MemoryStream(zipped), CompressionMode.Decompress);
        return JsonSerializer.Deserialize(gzip, PlanJson.Default.SessionPlan) ?? throw new InvalidDataException("A stored plan is empty.");
    }
}

public sealed record PlannedProfessor(string Id, string Name, string? Email, string ZoomUserId);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(SessionPlan))]
internal sealed partial class PlanJson : JsonSerializerContext;
