using Functions.Http;

namespace Functions.Roster;

/// <summary>What is wrong with the entries of an import, by place and field; the first thing said of a field counts.</summary>
internal sealed class ImportErrors
{
    private readonly Dictionary<string, OrderedDictionary<string, string[]>> byPlace = new(StringComparer.Ordinal);

    public void Add(string place, string field, string error)
    {
        if (!byPlace.TryGetValue(place, out var errors)) byPlace[place] = errors = new(StringComparer.Ordinal);
        errors.TryAdd(field, [error]);
    }

    /// <summary>Null for nothing.</summary>
    public IReadOnlyDictionary<string, string[]>? Of(string place) => byPlace.GetValueOrDefault(place);

    /// <summary>All of it, in the order of the places; null for nothing.</summary>
    public Problem? Problem(IEnumerable<string> places)
    {
        if (byPlace.Count == 0) return null;
        var errors = new OrderedDictionary<string, string[]>(StringComparer.Ordinal);
        foreach (var place in places.Where(byPlace.ContainsKey))
            foreach (var (field, messages) in byPlace[place]) errors.TryAdd(field.Length == 0 ? place : $"{place}.{field}", messages);
        return Problems.Validation(errors);
    }
}
