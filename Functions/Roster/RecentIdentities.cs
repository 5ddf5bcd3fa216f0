using System.Collections.Concurrent;
using Functions.SignIn;

namespace Functions.Roster;

/// <summary>Who signed in a moment ago: a page asks again every second or so. What the operator changes is seen soon.</summary>
internal sealed class RecentIdentities(TimeProvider time)
{
    internal static readonly TimeSpan Life = TimeSpan.FromSeconds(15);
    private const int Most = 10_000;

    private readonly ConcurrentDictionary<Identity, (string ProfessorId, long At)> known = new();

    public string? Find(Identity identity) =>
        known.TryGetValue(identity, out var found) && time.GetElapsedTime(found.At) < Life ? found.ProfessorId : null;

    public void Remember(Identity identity, string professorId)
    {
        if (known.Count >= Most) known.Clear();
        known[identity] = (professorId, time.GetTimestamp());
    }

    public void Forget(Identity identity) => known.TryRemove(identity, out _);
}
