using System.Collections.Immutable;
using System.Text.Json;
using Functions.Presence;

namespace Functions.Storage;

/// <summary>
/// Joins, or leaves, of the main meeting in a person's state: the seconds of all and the ids of each. The version before kept only
/// seconds, and the ids of the latest: these members are written as they were, so that it reads what this one writes, and what it has
/// written is read without the ids that it did not keep.
/// </summary>
internal sealed class PassagesJson
{
    private readonly JsonEncodedText latestAt;
    private readonly JsonEncodedText latestBy;
    private readonly JsonEncodedText seconds;
    private readonly JsonEncodedText ids;

    private PassagesJson(string latestAt, string latestBy, string seconds, string ids)
    {
        this.latestAt = JsonEncodedText.Encode(latestAt);
        this.latestBy = JsonEncodedText.Encode(latestBy);
        this.seconds = JsonEncodedText.Encode(seconds);
        this.ids = JsonEncodedText.Encode(ids);
    }

    public static PassagesJson Join { get; } = new("joined_at", "joined_by", "main_joins", "main_join_ids");

    public static PassagesJson Leave { get; } = new("left_at", "left_by", "main_leaves", "main_leave_ids");

    public void Write(Utf8JsonWriter json, ImmutableSortedSet<Passage> passages)
    {
        if (passages.IsEmpty) return;
        var last = passages[^1].At;
        json.WriteNumber(latestAt, last);
        json.WriteStartArray(latestBy);
        foreach (var passage in passages)
            if (passage.At == last) json.WriteStringValue(passage.UserId);
        json.WriteEndArray();
        json.WriteStartArray(seconds);
        foreach (var passage in passages) json.WriteNumberValue(passage.At);
        json.WriteEndArray();

        // Of nearly everybody who has just come, the ids are all told by then.
        if (passages[0].At == last) return;
        json.WriteStartArray(ids);
        foreach (var passage in passages) json.WriteStringValue(passage.UserId);
        json.WriteEndArray();
    }

    /// <summary>Whether the member is one of these; if so, it is read.</summary>
    public bool TryRead(ref Utf8JsonReader json, ref Reading reading)
    {
        if (PersonStateJson.Is(ref json, latestAt.EncodedUtf8Bytes)) reading.LatestAt = PersonStateJson.Seconds(ref json);
        else if (PersonStateJson.Is(ref json, latestBy.EncodedUtf8Bytes)) reading.LatestBy = Texts(ref json);
        else if (PersonStateJson.Is(ref json, seconds.EncodedUtf8Bytes)) reading.Seconds = Numbers(ref json);
        else if (PersonStateJson.Is(ref json, ids.EncodedUtf8Bytes)) reading.Ids = Texts(ref json);
        else return false;
        return true;
    }

    private static List<string> Texts(ref Utf8JsonReader json)
    {
        PersonStateJson.Begins(ref json, JsonTokenType.StartArray);
        List<string> texts = [];
        while (PersonStateJson.NextItem(ref json)) texts.Add(json.GetString()!);
        return texts;
    }

    private static List<long> Numbers(ref Utf8JsonReader json)
    {
        PersonStateJson.Begins(ref json, JsonTokenType.StartArray);
        List<long> numbers = [];
        while (PersonStateJson.NextItem(ref json)) numbers.Add(json.GetInt64());
        return numbers;
    }

    /// <summary>What was read so far.</summary>
    internal struct Reading
    {
        public long? LatestAt;
        public List<string>? LatestBy;
        public List<long>? Seconds;
        public List<string>? Ids;

        public readonly ImmutableSortedSet<Passage> Passages
        {
            get
            {
                var passages = ImmutableSortedSet.CreateBuilder<Passage>();
                for (var i = 0; i < Seconds?.Count; i++)
                {
                    if (Ids?.Count == Seconds.Count) passages.Add(new(Seconds[i], Ids[i]));
                    else if (Seconds[i] != LatestAt) passages.Add(new(Seconds[i], ""));
                }

                if (LatestAt is { } at)
                    foreach (var id in LatestBy ?? []) passages.Add(new(at, id));
                return Bounded.Greatest(passages.ToImmutable(), PersonState.PassagesKept);
            }
        }
    }
}
