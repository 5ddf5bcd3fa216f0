using Azure.Data.Tables;
using Functions.Presence;
using Functions.Sessions;
using Functions.Storage;

namespace Functions.Tests.Sessions;

public sealed class SessionPlanTests
{
    [Fact]
    public void The_largest_legal_class_survives_its_columns()
    {
        var random = new Random(1);
        string Noise(int length) => string.Concat(Enumerable.Range(0, length).Select(_ => (char)random.Next(0x4E00, 0x9FFF)));
        var students = Enumerable.Range(0, 1000).Select(i => new PlannedStudent($"student-{i}", Noise(200), $"{Noise(240)}@example.edu")).ToList();
        var plan = new SessionPlan
        {
            SessionId = SessionIdentity.New(DateTimeOffset.UnixEpoch),
            Professor = new("1", "Dr. Sarah Johnson", null, "sarah.johnson@example.edu"),
            Topic = Noise(200),
            StartTime = DateTimeOffset.UnixEpoch,
            Timezone = "UTC",
            Duration = 60,
            StartsNow = true,
            WaitingRoom = true,
            AutoRecording = "none",
            Rooms = RoomPlanner.Plan(students, 20),
        };
        var row = new TableEntity("p", "r");
        BinaryColumns.Write(row, "plan", plan.Zip());
        Assert.True(row.Keys.Count(k => k.StartsWith("plan", StringComparison.Ordinal)) > 1);
        var back = SessionPlan.Unzip(BinaryColumns.Read(row, "plan")!);
        Assert.Equal(students, back.Rooms.SelectMany(r => r.Students));
        Assert.Equal(plan.Topic, back.Topic);
    }

    [Fact]
    public void The_log_sorts_before_all_that_the_status_reads()
    {
        string[] status = [SessionRows.Person("x"), SessionRows.Room("001"), SessionRows.Run("u"), SessionRows.Session];
        Assert.All(status, key => Assert.True(string.CompareOrdinal(key, SessionRows.StatusFrom) >= 0));
        Assert.True(string.CompareOrdinal(SessionRows.Log(long.MaxValue / 1_000_000_000, "~"), SessionRows.StatusFrom) < 0);
        Assert.True(string.CompareOrdinal(SessionRows.Log(2, "a"), SessionRows.Log(1, "a")) < 0);
    }

    [Fact]
    public void Keys_tell_texts_apart_and_keep_plain_ones()
    {
        Assert.Equal("a-Z_9", Keys.Encode("a-Z_9"));
        Assert.NotEqual(Keys.Encode("a@b"), Keys.Encode(Keys.Encode("a@b")[1..]));
        Assert.NotEqual(Keys.Digest("ab", "c"), Keys.Digest("a", "bc"));
        Assert.NotEqual(Keys.Digest(null, "a"), Keys.Digest("", "a"));
    }

    [Fact]
    public void The_same_key_of_another_caller_or_professor_is_another_session()
    {
        string[] ids = [SessionIdentity.Of("operator", "1", "k"), SessionIdentity.Of("professor:1", "1", "k"), SessionIdentity.Of("operator", "2", "k"), SessionIdentity.Of("operator", "1", "l")];
        Assert.Equal(ids.Length, ids.Distinct().Count());
        Assert.All(ids, id => Assert.True(SessionIdentity.IsSessionId(id) && id[14] == '8'));
    }
}
