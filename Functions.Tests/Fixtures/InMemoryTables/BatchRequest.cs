using System.Text;

namespace Functions.Tests.Fixtures.InMemoryTables;

/// <summary>The body of an entity-group transaction: a multipart document that holds one change set of HTTP requests.</summary>
internal static class BatchRequest
{
    private const int MostActions = 100;

    private static ReadOnlySpan<byte> Blank => "\r\n\r\n"u8;

    /// <returns>The changes, or why not and at which of them.</returns>
    public static (List<Change> Changes, Refusal? Refusal, int Index) Read(string contentType, byte[] body)
    {
        List<Change> changes = [];
        var boundary = BoundaryOf(body);
        if (!contentType.StartsWith("multipart/mixed", StringComparison.OrdinalIgnoreCase) || boundary.Length == 0) return (changes, Refusal.InvalidInput, 0);
        var rows = new HashSet<string>(StringComparer.Ordinal);
        for (var start = Next(body, 0, boundary); ;)
        {
            var end = Next(body, start, boundary);
            if (end < 0) break;
            if (changes.Count == MostActions) return (changes, Refusal.TooManyActions, MostActions);
            var (change, refusal) = ReadPart(body.AsMemory(start, end - start - boundary.Length));
            if (change is null) return (changes, refusal, changes.Count);
            if (change.PartitionKey != (changes.Count == 0 ? change : changes[0]).PartitionKey) return (changes, Refusal.SeveralPartitions, changes.Count);
            if (!rows.Add(change.RowKey)) return (changes, Refusal.DuplicateRow, changes.Count);
            changes.Add(change);
            start = end;
        }

        return (changes, changes.Count == 0 ? Refusal.InvalidInput : null, 0);
    }

    /// <summary><c>--changeset_…</c>, as the outer part's header announces it.</summary>
    private static byte[] BoundaryOf(ReadOnlySpan<byte> body)
    {
        var at = body.IndexOf("boundary="u8);
        if (at < 0) return [];
        var name = body[(at + "boundary="u8.Length)..];
        var end = name.IndexOfAny("\r\n;"u8);
        return end < 0 ? [] : [.. "--"u8, .. name[..end].Trim((byte)'"')];
    }

    // The place after the next boundary.
    private static int Next(ReadOnlySpan<byte> body, int from, ReadOnlySpan<byte> boundary)
    {
        var at = body[from..].IndexOf(boundary);
        return at < 0 ? -1 : from + at + boundary.Length;
    }

    private static (Change?, Refusal?) ReadPart(ReadOnlyMemory<byte> part)
    {
        var span = part.Span;
        var request = span.IndexOf(Blank) + Blank.Length;
        var lineEnd = request + span[request..].IndexOf("\r\n"u8);
        var line = Encoding.UTF8.GetString(span[request..lineEnd]).Split(' ');
        var headersEnd = lineEnd + span[lineEnd..].IndexOf(Blank);
        var ifMatch = Header(Encoding.UTF8.GetString(span[lineEnd..headersEnd]), "If-Match:");
        var question = line[1].IndexOf('?', StringComparison.Ordinal);
        var address = Address.Of(question < 0 ? line[1] : line[1].AsSpan(0, question));
        return Requests.ChangeOf(line[0], address, ifMatch, part[(headersEnd + Blank.Length)..]);
    }

    private static string? Header(string headers, string name)
    {
        var at = headers.IndexOf("\r\n" + name, StringComparison.OrdinalIgnoreCase);
        if (at < 0) return null;
        var value = headers.AsSpan(at + 2 + name.Length);
        var end = value.IndexOf('\r');
        return (end < 0 ? value : value[..end]).Trim().ToString();
    }
}
