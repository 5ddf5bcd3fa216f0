using System.IO.Compression;
using System.Text.Json;
using System.Text.Json.Serialization;
using Functions.Presence;

namespace Functions.Sessions;

/// <summary>Totals that outlive the events they were computed from: no name, no e-mail, no interval.</summary>
/// <param name="IsWhole">Of everybody, since the events are gone; otherwise of students who were erased.</param>
/// <param name="ClassStart">When the class was, where the totals are of everybody; the version before did not keep it.</param>
public sealed record FrozenAttendance(
    bool IsWhole,
    IReadOnlyList<Attendee> Students,
    IReadOnlyList<Attendee> Unmatched,
    DateTimeOffset? ClassStart = null,
    DateTimeOffset? ClassEnd = null)
{
    public static FrozenAttendance Of(Attendance attendance) => new(
        true,
        [.. attendance.Students.Select(Nameless)],
        [.. attendance.Unmatched.Select(Nameless)],
        attendance.ClassStart,
        attendance.ClassEnd);

    /// <summary>These totals, and those of one student more.</summary>
    public static FrozenAttendance With(FrozenAttendance? before, Attendee student) => new(false, [.. before?.Students ?? [], Nameless(student)], []);

    public bool Has(string studentId) => Students.Any(s => s.StudentId == studentId);

    /// <summary>Attendance as far as it is still known, with the names of the plan.</summary>
    internal Attendance Over(string sessionId, SessionPlan plan, ClassTime ofClass, Func<Attendance> folded)
    {
        var names = plan.Rooms.SelectMany(r => r.Students).ToDictionary(s => s.StudentId, s => s.Name, StringComparer.Ordinal);
        var frozen = Students.ToDictionary(s => s.StudentId!, s => s with { Name = names.GetValueOrDefault(s.StudentId!) }, StringComparer.Ordinal);
        if (IsWhole)
        {
            var start = ClassStart ?? DateTimeOffset.FromUnixTimeSeconds(ofClass.Start);
            var end = ClassEnd ?? DateTimeOffset.FromUnixTimeSeconds(ofClass.End);
            return new(sessionId, Final: true, start, end, [.. frozen.Values], Unmatched);
        }

        var live = folded();
        return live with { Students = [.. live.Students.Select(s => frozen.GetValueOrDefault(s.StudentId!, s))] };
    }

    public byte[] Zip()
    {
        using var zipped = new MemoryStream();
        using (var gzip = new GZipStream(zipped, CompressionLevel.Fastest)) JsonSerializer.Serialize(gzip, this, FrozenJson.Default.FrozenAttendance);
        return zipped.ToArray();
    }

    public static FrozenAttendance Unzip(byte[] zipped)
    {
        using var gzip = new GZipStream(new MemoryStream(zipped), CompressionMode.Decompress);
        return JsonSerializer.Deserialize(gzip, FrozenJson.Default.FrozenAttendance) ?? throw new InvalidDataException("Stored totals are empty.");
    }

    private static Attendee Nameless(Attendee a) => a with { Name = null, Email = null, Intervals = [] };
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(FrozenAttendance))]
internal sealed partial class FrozenJson : JsonSerializerContext;
