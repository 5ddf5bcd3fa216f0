using Functions.Sessions;
using Functions.Storage;
using Functions.Tests.Fixtures;
using Functions.Tests.Reconciling;
using ZoomSimulator.Faults;
using ZoomSimulator.Meetings;

namespace Functions.Tests.Api;

/// <summary>Zoom takes the planned rooms otherwise than it was asked, from the simulator through the app.</summary>
public sealed class ZoomRoomsTests(Classroom classroom) : IAsyncLifetime
{
    private static readonly string[] Everybody = ["Alice Anderson", "Bob Brown", "Charlie Chen", "Diana Diaz", "Ethan Evans"];

    private Household house = null!;

    public async ValueTask InitializeAsync() => house = await Household.StartAsync(classroom);

    public ValueTask DisposeAsync() => house.DisposeAsync();

    private RoomsTaken Taken
    {
        set => house.Zoom.Get<EngineSettings>().Now = new() { Rooms = value };
    }

    [Fact]
    public async Task Rooms_in_another_order_keep_their_own_students_and_nobody_is_warned_of()
    {
        Taken = RoomsTaken.Reversed;
        var session = await house.NewClass();
        Assert.Equal(Everybody.Select(name => (name, name)), Rooms(session));
        Assert.Empty(Warnings(session));
        Assert.True((await Validate(session))["valid"].GetBoolean());
    }

    [Fact]
    public async Task Whom_Zoom_did_not_assign_is_named_when_the_session_is_created_read_and_listed_as_wrong()
    {
        Taken = RoomsTaken.Unassigned;
        var session = await house.NewClass();
        Assert.Equal(Everybody.Select(name => (name, name)), Rooms(session));
        var warned = Assert.Single(Warnings(session));
        var everybody = string.Join(", ", Everybody);
        Assert.Equal(("not_preassigned", $"Zoom did not assign these students to their rooms, so the host must: {everybody}."), warned);
        Assert.Equal(warned, Assert.Single(Warnings(await Get(session))));
        Assert.Equal(5, (await Validate(session))["checks"].EnumerateArray().Count(c => c.GetProperty("name").GetString() == "assignment"));
    }

    [Fact]
    public async Task A_room_that_Zoom_left_out_is_warned_of_and_its_student_named()
    {
        Taken = RoomsTaken.WithoutFirst;
        var session = await house.NewClass();
        Assert.Equal(Everybody.Select(name => (name, name)), Rooms(session));
        Assert.Equal(["rooms_differ", "not_preassigned"], Warnings(session).Select(w => w.Code));
        Assert.EndsWith("must: Alice Anderson.", Warnings(session)[^1].Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_a_change_it_is_said_of_the_new_plan()
    {
        var session = await house.NewClass(("start_time", house.Now.AddDays(1).ToString("O")));
        Assert.Empty(Warnings(session));
        Taken = RoomsTaken.Unassigned;
        var changed = await Patch(session, new { student_ids = new[] { 5, 2 } });
        Assert.Equal([("Ethan Evans", "Ethan Evans"), ("Bob Brown", "Bob Brown")], Rooms(changed));
        Assert.EndsWith("must: Ethan Evans, Bob Brown.", Assert.Single(Warnings(changed)).Detail, StringComparison.Ordinal);

        Taken = RoomsTaken.Reversed;
        Assert.Empty(Warnings(await Patch(session, new { topic = "Loops" })));
        Assert.Empty(Warnings(await Get(session)));
    }

    [Fact]
    public async Task A_creation_that_the_reconciler_finishes_says_it_too()
    {
        Taken = RoomsTaken.Unassigned;
        house.Zoom.Faults.Now = new FaultSet
        {
            Api =
            [
                new ApiFault { Kind = ApiFaultKind.ServerError, Method = "POST", Path = "/meetings", Applied = true, Times = 1 },
                new ApiFault { Kind = ApiFaultKind.ServerError, Method = "GET", Path = "/meetings" },
            ],
        };
        await house.Operator.Post("api/sessions", Fixtures.Api.Class("1"), ("Idempotency-Key", "k"));
        house.Zoom.Faults.Now = new FaultSet();
        house.Clock.Jump(OpenWork.Lease + TimeSpan.FromSeconds(1));
        await house.ReconcileAsync();
        var session = await house.Operator.Get($"api/sessions/{SessionIdentity.Of("operator", "1", "k")}");
        Assert.Equal(Everybody.Select(name => (name, name)), Rooms(session));
        Assert.Equal("not_preassigned", Assert.Single(Warnings(session)).Code);
    }

    [Fact]
    public async Task An_erased_student_is_not_named_any_more()
    {
        Taken = RoomsTaken.Unassigned;
        var name = $"Zoe {Guid.NewGuid():N}"[..20];
        var session = await house.Operator.Post("api/sessions",
            Fixtures.Api.Class("1", ("student_ids", null),
                ("students", new[] { new { name, email = $"{Guid.NewGuid():N}@example.edu" } })));
        Assert.Contains(name, Assert.Single(Warnings(session)).Detail, StringComparison.Ordinal);
        var id = session["breakout_rooms"][0].GetProperty("students")[0].GetProperty("student_id").GetString();
        await house.Operator.Send(HttpMethod.Delete, $"api/students/{id}");
        await house.ReconcileAsync();
        Assert.DoesNotContain(name, (await Get(session)).Body.GetRawText(), StringComparison.Ordinal);
    }

    private Task<Answer> Get(Answer session) => house.Operator.Get($"api/sessions/{session.Text("session_id")}");

    private Task<Answer> Validate(Answer session) => house.Operator.Get($"api/sessions/{session.Text("session_id")}/validate");

    private Task<Answer> Patch(Answer session, object change) => house.Operator.Send(HttpMethod.Patch,
        $"api/sessions/{session.Text("session_id")}", change);

    private static IEnumerable<(string, string)> Rooms(Answer snapshot) => snapshot["breakout_rooms"].EnumerateArray()
        .Select(r => (r.GetProperty("name").GetString()!, r.GetProperty("students").EnumerateArray().Single().GetProperty("name")
            .GetString()!));

    private static IReadOnlyList<(string Code, string Detail)> Warnings(Answer snapshot) =>
        [.. snapshot["warnings"].EnumerateArray().Select(w => (w.GetProperty("code").GetString()!, w.GetProperty("detail").GetString()!))];
}
