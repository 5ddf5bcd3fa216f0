namespace Functions.Presence;

/// <summary>A time from one second to another, the end excluded.</summary>
internal readonly record struct Span(long From, long To);

/// <summary>Sets of seconds as ordered spans that neither touch nor overlap.</summary>
internal static class Spans
{
    public static IReadOnlyList<Span> Union(IEnumerable<Span> spans)
    {
        List<Span> union = [];
        foreach (var span in spans.Where(s => s.To > s.From).OrderBy(s => s.From))
        {
            if (union.Count > 0 && union[^1] is var last && span.From <= last.To) union[^1] = last with { To = Math.Max(last.To, span.To) };
            else union.Add(span);
        }

        return union;
    }

    /// <summary>The parts of a span that are in a union.</summary>
    public static IEnumerable<Span> Within(Span span, IReadOnlyList<Span> union) =>
        union.Select(u => new Span(Math.Max(u.From, span.From), Math.Min(u.To, span.To))).Where(s => s.To > s.From);

    /// <summary>What is in the first union and not in the second.</summary>
    public static IEnumerable<Span> Except(IReadOnlyList<Span> union, IReadOnlyList<Span> without)
    {
        foreach (var span in union)
        {
            var from = span.From;
            foreach (var hole in Within(span, without))
            {
                if (hole.From > from) yield return new(from, hole.From);
                from = hole.To;
            }

            if (span.To > from) yield return new(from, span.To);
        }
    }
}
