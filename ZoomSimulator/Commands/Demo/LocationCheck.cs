using ZoomSimulator.Scenarios;

namespace ZoomSimulator.Commands.Demo;

/// <summary>
/// Holds what the system shows against what is true. Being a little late is no mistake; a difference that lasts longer
/// than <see cref="Patience"/> is one.
/// </summary>
internal sealed class LocationCheck(TimeProvider time)
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly Dictionary<string, DateTimeOffset> _wrongSince = new(StringComparer.Ordinal);
    private readonly HashSet<string> _mistakes = new(StringComparer.Ordinal);

    /// <summary>Every difference that lasted.</summary>
    public IReadOnlyCollection<string> Mistakes => _mistakes;

    /// <summary>The differences there are now; empty when the system is right.</summary>
    public IReadOnlyList<string> Compare(Step step, Snapshot seen)
    {
        var differences = new List<string>();
        Note("the meeting", step.MeetingStatus, seen.MeetingStatus, differences);
        foreach (var student in step.Expected)
            Note(student.Name, Locations.Wire(student.Location), seen.Locations.GetValueOrDefault(student.Name, "unknown"), differences);
        return differences;
    }

    private void Note(string who, string expected, string shown, List<string> differences)
    {
        if (string.Equals(expected, shown, StringComparison.Ordinal))
        {
            _wrongSince.Remove(who);
            return;
        }
        var text = $"{who} is {expected}, shown as {shown}";
        differences.Add(text);
        _wrongSince.TryAdd(who, time.GetUtcNow());
        if (time.GetUtcNow() - _wrongSince[who] > Patience)
            _mistakes.Add(text);
    }
}
