using System.Text;
using Functions.Presence;
using Functions.Storage;
using Functions.Webhooks;
using static Functions.Webhooks.WebhookMessage;

namespace Functions.Tests.Webhooks;

public sealed class WebhookParserTests
{
    private const string Joined = """
        {"payload":{"account_id":"a","object":{"id":"93000000001","uuid":"u/1==","host_id":"h","topic":"T","type":2,"start_time":"2026-03-01T10:00:00Z","duration":60,
        "participant":{"user_id":"16778240","user_name":"Zo\u00eb","id":"","participant_uuid":"p-1","join_time":"2026-03-01T10:00:05Z","email":"","public_ip":"192.0.2.1"}}},
        "event_ts":1772359206000,"event":"meeting.participant_joined"}
        """;

    private static WebhookMessage Parse(string body) => WebhookParser.Parse(Encoding.UTF8.GetBytes(body));

    [Fact]
    public void Empty_texts_are_missing_and_times_are_seconds()
    {
        var happened = Assert.IsType<Happened>(Parse(Joined));
        Assert.Equal(("93000000001", "h"), (happened.MeetingId, happened.HostId));
        Assert.Equal(
            new MeetingEvent(EventKind.Joined, "u/1==", 1_772_359_205, 1_772_359_200, null, new("p-1", "16778240", null, null, null, "Zoë")), happened.Event);
    }

    [Fact]
    public void An_id_may_be_a_number() =>
        Assert.Equal("93000000001", Assert.IsType<Happened>(Parse(Joined.Replace("\"93000000001\"", "93000000001", StringComparison.Ordinal))).MeetingId);

    [Fact]
    public void Half_an_emoji_in_a_name_loses_no_event() =>
        Assert.Equal("Zo\uFFFD", Assert.IsType<Happened>(Parse(Joined.Replace("Zo\\u00eb", "Zo\\uD83D", StringComparison.Ordinal))).Event.Participant!.Name);

    [Fact]
    public void What_makes_events_differ_makes_digests_differ()
    {
        string[] variants =
        [
            Joined, Joined.Replace("16778240", "16779264", StringComparison.Ordinal), Joined.Replace("10:00:05Z", "10:00:06Z", StringComparison.Ordinal),
            Joined.Replace("p-1", "p-2", StringComparison.Ordinal), Joined.Replace("u/1", "u/2", StringComparison.Ordinal), Joined.Replace("Zo\\u00eb", "Zoe", StringComparison.Ordinal),
        ];
        Assert.Equal(variants.Length, variants.Select(v => ((Happened)Parse(v)).Digest).Distinct().Count());
        Assert.Equal(((Happened)Parse(Joined)).Digest, ((Happened)Parse(Joined.Replace("1772359206000", "1772359207999", StringComparison.Ordinal))).Digest);
    }

    [Theory]
    [InlineData("", "JSON")]
    [InlineData("[]", "event name")]
    [InlineData("""{"event":"meeting.started"}""", "meeting")]
    [InlineData("""{"event":"meeting.started","payload":{"object":{"id":1}}}""", "meeting")]
    [InlineData("""{"event":"meeting.started","event_ts":1772359200000,"payload":{"object":{"id":1,"uuid":".","start_time":"2026-03-01T10:00:00Z"}}}""", "meeting")]
    [InlineData("""{"event":"meeting.ended","event_ts":1772359200000,"payload":{"object":{"id":1,"uuid":"..","end_time":"2026-03-01T10:00:00Z"}}}""", "meeting")]
    [InlineData("""{"event":"meeting.started","payload":{"object":{"id":1,"uuid":"u","start_time":"soon"}}}""", "when")]
    [InlineData("""{"event":"meeting.participant_left","payload":{"object":{"id":1,"uuid":"u","participant":{"leave_time":"2026-03-01T10:00:00Z"}}}}""", "participant")]
    [InlineData("""{"event":"meeting.participant_joined_breakout_room","payload":{"object":{"id":1,"uuid":"u","participant":{"user_name":"A","join_time":"2026-03-01T10:00:00Z"}}}}""", "room")]
    [InlineData("""{"event":"endpoint.url_validation","payload":{}}""", "plainToken")]
    public void What_presence_cannot_be_computed_from_is_broken(string body, string reason) =>
        Assert.Contains(reason, Assert.IsType<Broken>(Parse(body)).Reason, StringComparison.Ordinal);

    // event_ts is 2026-03-01T10:00:00Z.
    [Theory]
    [InlineData("meeting.started", "start_time", "2026-05-24T10:00:00Z", 1_772_359_200)]
    [InlineData("meeting.started", "start_time", "2026-03-01T10:05:01Z", 1_772_359_200)]
    [InlineData("meeting.started", "start_time", "2026-03-01T10:05:00Z", 1_772_359_500)]
    [InlineData("meeting.ended", "end_time", "2026-05-24T10:00:00Z", 1_772_359_200)]
    [InlineData("meeting.participant_joined", "join_time", "2026-05-24T10:00:00Z", 1_772_359_200)]
    [InlineData("meeting.participant_left_breakout_room", "leave_time", "2026-05-24T10:00:00Z", 1_772_359_200)]
    [InlineData("meeting.participant_admitted", "date_time", "2026-05-24T10:00:00Z", 1_772_359_200)]
    public void A_time_more_than_5_minutes_after_event_ts_is_not_believed_and_the_event_is_recorded_at_event_ts(
        string name, string field, string stated, long occurred)
    {
        var body = """{"event":"NAME","event_ts":1772359200000,"payload":{"object":{"id":1,"uuid":"u","breakout_room_uuid":"r","FIELD":"TIME","participant":{"participant_uuid":"p","FIELD":"TIME"}}}}"""
            .Replace("NAME", name, StringComparison.Ordinal).Replace("FIELD", field, StringComparison.Ordinal)
                .Replace("TIME", stated, StringComparison.Ordinal);
        Assert.Equal(occurred, Assert.IsType<Happened>(Parse(body)).OccurredAt);
    }

    [Fact]
    public void A_run_is_not_believed_to_start_more_than_5_minutes_after_an_event_of_it()
    {
        var joined = Joined.Replace("2026-03-01T10:00:00Z", "2026-05-24T10:00:00Z", StringComparison.Ordinal);
        Assert.Null(Assert.IsType<Happened>(Parse(joined)).Event.RunStart);
        var ended = new MeetingEvent(EventKind.MeetingEnded, "u", 1_000, RunStart: 1_200);
        Assert.Equal(new Run("u", null, 1_000), Run.From(ended));
        Assert.Equal(900, new RunHistory([new("u", 5_000, 1_000), new("u2", 900, 950)], [], null).Ordered[0].Start);
    }

    [Fact]
    public void A_room_event_without_a_participant_uuid_is_of_the_connection_that_it_names()
    {
        Happened Entered(string who) => Assert.IsType<Happened>(Parse(
            """{"event":"meeting.participant_joined_breakout_room","event_ts":1772359200000,"payload":{"object":{"id":1,"uuid":"u","breakout_room_uuid":"r","participant":{WHO,"join_time":"2026-03-01T10:00:00Z"}}}}"""
                .Replace("WHO", who, StringComparison.Ordinal)));
        var entered = Entered("\"user_id\":\"167782402026-08-30 09:00:49:000\",\"parent_user_id\":\"16778240\",\"participant_uuid\":\"\",\"user_name\":\"A\"");
        Assert.Equal(("16778240", "167782402026-08-30 09:00:49:000"), (entered.Event.Participant!.ParentUserId,
            entered.Event.Participant.UserId));
        Assert.Equal(Entered("\"user_id\":\"16778240\",\"user_name\":\"B\"").PersonId, entered.PersonId);
        Assert.NotEqual(Entered("\"user_name\":\"A\"").PersonId, entered.PersonId);
    }

    [Theory]
    [InlineData("93000000001"), InlineData("u/1=="), InlineData("p-1"), InlineData("16778240"), InlineData("\"h\"")]
    public void An_id_of_128_characters_is_taken_and_a_longer_one_is_broken(string id)
    {
        string With(int length) => Joined.Replace(id, id.StartsWith('"') ? $"\"{new string('7', length)}\"" : new string('7', length), StringComparison.Ordinal);
        Assert.IsType<Happened>(Parse(With(MeetingEvent.LongestId)));
        Assert.Contains("128 characters", Assert.IsType<Broken>(Parse(With(MeetingEvent.LongestId + 1))).Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"id":7,"uuid":"u","recording_files":[{"recording_end":"2026-03-01T11:00:00Z","recording_start":"2026-03-01T10:00:00Z"},{"recording_end":"2026-03-01T10:30:00Z","recording_start":"2026-03-01T09:59:00Z"}]}""", 1_772_362_800, 1_772_359_140L)]
    [InlineData("""{"id":"7","uuid":"u","recording_files":[{"recording_end":"","recording_start":""}]}""", 1_772_370_000, null)]
    [InlineData("""{"id":"7","uuid":"u","recording_files":{"recording_end":"later"}}""", 1_772_370_000, null)]
    [InlineData("""{"id":"7","uuid":"u"}""", 1_772_370_000, null)]
    [InlineData("""{"id":7,"uuid":"u","recording_files":[{"recording_end":"2026-03-01T13:05:01Z","recording_start":"2026-05-24T10:00:00Z"}]}""", 1_772_370_000, null)]
    public void A_recording_occurred_when_its_last_file_ended_or_else_when_it_was_sent(string recording, long occurred, long? from)
    {
        var read = Assert.IsType<RecordingCompleted>(Parse($$$"""{"event":"recording.completed","event_ts":1772370000000,"download_token":"t","payload":{"object":{{{recording}}}}}"""));
        Assert.Equal(("7", new RecordedRun("u", occurred, DateTimeOffset.FromUnixTimeSeconds(1_772_370_000), from)), (read.MeetingId, read.Recording));
    }

    [Theory]
    [InlineData("""{"event":"recording.completed","event_ts":1772370000000,"payload":{"object":{"id":7}}}""", "meeting")]
    [InlineData("""{"event":"recording.completed","event_ts":1772370000000,"payload":{"object":{"id":7,"uuid":".."}}}""", "meeting")]
    [InlineData("""{"event":"recording.completed","payload":{"object":{"id":7,"uuid":"u","recording_files":[]}}}""", "when")]
    [InlineData("""{"event":"recording.completed","event_ts":1772370000000,"payload":{"object":{"id":7,"uuid":"u","recording_files":[{"recording_end":"soon"}]}}}""", "when")]
    public void A_recording_without_meeting_or_time_is_broken(string body, string reason) =>
        Assert.Contains(reason, Assert.IsType<Broken>(Parse(body)).Reason, StringComparison.Ordinal);

    [Fact]
    public void The_files_of_a_recording_identify_it_in_any_order()
    {
        string[] files = ["""{"id":"1","recording_end":"2026-03-01T11:00:00Z"}""", """{"id":"2","recording_end":"2026-03-01T11:00:00Z"}"""];
        string Digest(long sent, params string[] some) => ((RecordingCompleted)Parse(
            """{"event":"recording.completed","event_ts":SENT,"payload":{"object":{"id":7,"uuid":"u","recording_files":[FILES]}}}"""
                .Replace("SENT", $"{sent}", StringComparison.Ordinal).Replace("FILES", string.Join(',', some), StringComparison.Ordinal))).Digest;
        Assert.Equal(Digest(1_772_370_000_000, files[0], files[1]), Digest(1_772_370_001_000, files[1], files[0]));
        Assert.NotEqual(Digest(1_772_370_000_000, files[0]), Digest(1_772_370_000_000, files[0], files[1]));
    }

    [Theory, InlineData("meeting.created"), InlineData("user.updated"), InlineData("something.new")]
    public void Events_that_nothing_depends_on_are_irrelevant(string name) =>
        Assert.Equal(new Irrelevant(name), Parse("{\"event\":\"" + name + "\",\"payload\":{\"object\":{}}}"));
}
