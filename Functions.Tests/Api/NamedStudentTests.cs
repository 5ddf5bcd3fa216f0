using System.Net;
using Functions.Roster;
using Functions.Sessions;
using Functions.Storage;
using Functions.Tests.Fixtures;
using Microsoft.Extensions.DependencyInjection;
using ZoomSimulator.Meetings;
using static Functions.Tests.Fixtures.Api;

namespace Functions.Tests.Api;

/// <summary>Students who are named in a request, and not by the id of an entry.</summary>
public sealed class NamedStudentTests(Classroom classroom)
{
    private static readonly DateTimeOffset Tomorrow =
        DateTimeOffset.FromUnixTimeSeconds(DateTimeOffset.UtcNow.AddDays(1).ToUnixTimeSeconds());

    private readonly string tag = $"{Guid.NewGuid():N}"[..12];

    private HttpClient Operator => classroom.Operator;

    private RosterStore Roster => classroom.App.Services.GetRequiredService<RosterStore>();

    private Task<Answer> New(params object[] students) =>
        classroom.NewClass(("student_ids", null), ("start_time", Tomorrow.ToString("O")), ("students", students));

    private Task<Answer> Update(Answer session, object change) =>
        Operator.Send(HttpMethod.Patch, $"api/sessions/{session.Text("session_id")}", change);

    private Task<Answer> Look(Answer session) => Operator.Get($"api/sessions/{session.Text("session_id")}");

    private static List<(string Id, string Name)> Students(Answer snapshot) =>
    [
        .. snapshot["breakout_rooms"].EnumerateArray().SelectMany(r => r.GetProperty("students").EnumerateArray())
            .Select(s => (s.GetProperty("student_id").GetString()!, s.GetProperty("name").GetString()!)),
    ];

    [Fact]
    public async Task A_student_named_without_an_email_is_nobody_elses_of_a_similar_name()
    {
        var (one, other) = (await New(new { name = $"Zoé Martin {tag}" }), await New(new { name = $"Zoe Martin {tag}" }));
        var ((oneId, oneName), (otherId, otherName)) = (Students(one)[0], Students(other)[0]);
        Assert.Equal(($"Zoé Martin {tag}", $"Zoe Martin {tag}"), (oneName, otherName));
        Assert.NotEqual(oneId, otherId);
        foreach (var id in new[] { oneId, otherId })
        {
            Assert.Null(await Roster.FindAsync(RosterRole.Students, id, default));
            Assert.DoesNotContain("martin", id, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Fact]
    public async Task The_name_shown_is_the_one_given_and_a_guest_who_uses_it_is_matched()
    {
        await Operator.Put($"api/students/{tag}", new { name = "Robert Brown", email = $"{tag}@example.edu" });
        var created = await New(new { name = "Bob B.", email = $"{tag}@example.edu" });
        Assert.Equal([(tag, "Bob B.")], Students(created));
        Assert.Equal("Bob B.", Assert.Single(RoomPlan.Of(classroom.MeetingOf(created))).Name);
        var (meeting, now) = (created.Text("meeting_id"), DateTimeOffset.UtcNow);
        await classroom.App.PostEvent(SignedEvent.Started(meeting, "u", now));
        await classroom.App.PostEvent(SignedEvent.Joined(meeting, "u", "bob b.", now));
        var seen = await Look(created);
        Assert.Equal("name", seen.Student(tag).GetProperty("matched_by").GetString());
        Assert.Equal(0, seen["counts"].GetProperty("unmatched").GetInt32());
        Assert.Equal("Robert Brown", (await Operator.Get($"api/students/{tag}")).Text("name"));
    }

    [Fact]
    public async Task A_guest_who_uses_the_rosters_name_is_matched_too_unless_another_student_was_given_it()
    {
        await Operator.Put($"api/students/{tag}", new { name = "Robert Brown", email = $"{tag}@example.edu" });
        foreach (var (others, student) in new (string[] Others, string Student)[] { ([], tag), (["Robert Brown"], "") })
        {
            var created = await New([new { name = "Bob B.", email = $"{tag}@example.edu" }, .. others.Select(name => new { name })]);
            var (meeting, now) = (created.Text("meeting_id"), DateTimeOffset.UtcNow);
            await classroom.App.PostEvent(SignedEvent.Started(meeting, "u", now));
            await classroom.App.PostEvent(SignedEvent.Joined(meeting, "u", "Robert Brown", now));
            var matched = Students(created).Single(s => student.Length > 0 ? s.Id == student : s.Name == "Robert Brown").Id;
            Assert.Equal("main_session", (await Look(created)).Where(matched));
        }
    }

    [Fact]
    public async Task A_change_that_keeps_a_name_keeps_the_student()
    {
        var session = await New(new { name = $"Ann {tag}" }, new { name = $"Bo {tag}" });
        var (ann, bo) = (Students(session)[0], Students(session)[1]);
        var reversed = await Update(session, new { students = new[] { new { name = bo.Name }, new { name = ann.Name } } });
        Assert.Equal([bo, ann], Students(reversed));
        Assert.Equal([ann], Students(await Update(session, new { student_ids = new[] { ann.Id } })));
        Assert.Equal([ann], Students(await Update(session, new { topic = "Loops" })));
        Assert.Equal("validation", (await Update(await New(new { name = "Cy" }), new { student_ids = new[] { ann.Id } })).Problem);
    }

    [Fact]
    public async Task A_name_that_was_given_to_a_student_of_the_roster_outlives_a_change()
    {
        await Operator.Put($"api/students/{tag}", new { name = "Robert Brown", email = $"{tag}@example.edu" });
        var session = await New(new { name = "Bob B.", email = $"{tag}@example.edu" }, new { name = "Cy" });
        Assert.Equal([(tag, "Bob B.")], Students(await Update(session, new { student_ids = new[] { tag } })));
        var clone = await Operator.Post($"api/sessions/{session.Text("session_id")}/clone", new { start_time = Tomorrow.AddDays(1) });
        Assert.Equal([(tag, "Bob B.")], Students(clone));
    }

    [Fact]
    public async Task The_same_request_again_gives_the_same_students()
    {
        var professor = await classroom.NewProfessorAsync();
        var body = Class(professor.Id, ("student_ids", null), ("students", new[] { new { name = "Ann\u200B" }, new { name = "O’Brien" } }));
        var first = await Operator.Post("api/sessions", body, ("Idempotency-Key", "k"));
        var again = await Operator.Post("api/sessions", body, ("Idempotency-Key", "k"));
        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.OK), (first.Status, again.Status));
        Assert.Equal(Students(first), Students(again));
        Assert.Equal(["Ann", "O’Brien"], Students(first).Select(s => s.Name));
    }

    [Fact]
    public async Task A_clone_has_the_people_of_the_plan()
    {
        var session = await New(new { name = $"Ann {tag}" }, new { name = "Alice Anderson", email = "alice.anderson@example.edu" });
        var path = $"api/sessions/{session.Text("session_id")}/clone";
        var clone = await Operator.Post(path, new { start_time = Tomorrow.AddDays(1) }, ("Idempotency-Key", tag));
        Assert.Equal(HttpStatusCode.Created, clone.Status);
        Assert.Equal([$"Ann {tag}", "Alice Anderson"], Students(clone).Select(s => s.Name));
        Assert.Equal("1", Students(clone)[1].Id);
        Assert.NotEqual(Students(session)[0].Id, Students(clone)[0].Id);
        var again = await Operator.Post(path, new { start_time = Tomorrow.AddDays(1) }, ("Idempotency-Key", tag));
        Assert.Equal((HttpStatusCode.OK, clone.Text("session_id")), (again.Status, again.Text("session_id")));
    }

    /// <summary>The version before put them on the roster, under an id made of the name.</summary>
    [Fact]
    public async Task A_session_of_before_keeps_its_students()
    {
        var old = new RosterEntry($"n-{Keys.Digest($"zoe martin {tag}")}", $"Zoé Martin {tag}", null, null);
        await Roster.PutAsync(RosterRole.Students, old, default);
        var session = await classroom.NewClass(("student_ids", new[] { old.Id, "1" }), ("start_time", Tomorrow.ToString("O")));
        Assert.Equal((old.Id, old.Name), Students(session)[0]);
        var changed = await Update(session, new { students = new[] { new { name = $"Zoe Martin {tag}" } } });
        Assert.Equal([(old.Id, $"Zoe Martin {tag}")], Students(changed));
    }

    [Fact]
    public async Task An_address_goes_to_Zoom_without_what_nobody_sees_and_matches()
    {
        var email = $"bob.{tag}@example.edu";
        var created = await New(
            new { name = "\uFEFFBob\u200B", email = $"{email}\u200B" },
            new { name = "علی\u200Cرضا", email = $"\u2060ali.{tag}@example.edu" });
        Assert.Equal(["Bob", "علی\u200Cرضا"], Students(created).Select(s => s.Name));
        Assert.Equal([[email], [$"ali.{tag}@example.edu"]], RoomPlan.Of(classroom.MeetingOf(created)).Select(r => r.Emails.ToArray()));
        var bob = Students(created)[0].Id;
        Assert.Equal(email, (await Operator.Get($"api/students/{bob}")).Text("email"));
        Assert.Equal(bob, Students(await New(new { name = "Robert", email = email.ToUpperInvariant() }))[0].Id);

        var professor = await classroom.NewProfessorAsync();
        var both = new[] { new { name = "A", email }, new { name = "B", email = $"{email}\u200B" } };
        var twice = await Operator.Post("api/sessions", Class(professor.Id, ("student_ids", null), ("students", both)));
        Assert.True(twice["errors"].TryGetProperty("students[1]", out _), $"{twice}");

        var changed = await Update(created, new { students = new[] { new { name = "Bob", email = $"\u200E{email}" } } });
        Assert.Equal([email], Assert.Single(RoomPlan.Of(classroom.MeetingOf(changed))).Emails);
    }

    [Fact]
    public async Task Whoever_had_an_address_before_is_not_the_student_who_has_it_now()
    {
        var email = $"shared.{tag}@example.edu";
        var before = Students(await New(new { name = "Ann", email }))[0].Id;
        await Operator.Put($"api/students/{before}", new { name = "Ann", email = $"ann.{tag}@example.edu" });
        var now = Students(await New(new { name = "Bo", email }))[0];
        Assert.NotEqual(before, now.Id);
        Assert.Equal("Ann", (await Operator.Get($"api/students/{before}")).Text("name"));
        Assert.Equal("Bo", (await Operator.Get($"api/students/{now.Id}")).Text("name"));
        Assert.Equal(now.Id, Students(await New(new { name = "Bo", email }))[0].Id);
    }

    /// <summary>A fingerprint that the version before has stored.</summary>
    [Fact]
    public void A_request_of_before_has_the_fingerprint_of_before() => Assert.Equal(
        "47a10a5f7ee0353990fecc14ca63941a8eb6c50123f1b588efdf38f79a91b81f",
        SessionIdentity.Fingerprint(new()
        {
            ProfessorId = "1",
            Students = [new() { Name = "O’Brien", Email = "bob@example.edu\u200B" }, new() { Name = "Zoë" }],
            Topic = "Recursion",
            Duration = 60,
            Known = [new("1", "Somebody")],
        }));
}
