using System.Net;
using Functions.Http;
using Functions.Roster;
using Functions.Tests.Fixtures;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using static Functions.Tests.Roster.Importing;

namespace Functions.Tests.Roster;

public sealed class ImportTests(Classroom classroom)
{
    private readonly string id = $"i{Guid.NewGuid():N}";

    private HttpClient Operator => classroom.Operator;

    private string Mail(string name = "ann") => $"{name}.{id}@example.edu";

    private async Task<string?> Read(string name, string field = "name", string list = "students") =>
        await Operator.Get($"api/{list}/{id}-{name}") is { Status: HttpStatusCode.OK } found ? found[field].GetString() : null;

    [Fact]
    public async Task A_roster_comes_as_JSON()
    {
        var body = new
        {
            professors = new[] { new { id = $"{id}-p", name = "Prof", email = Mail("prof"), zoom_user_id = "z" } },
            students = new[] { new { id = $"{id}-a", name = " Ann ", email = Mail() }, new { id = $"{id}-b", name = "Bo", email = "" } },
        };
        Assert.Equal((3, 0, 0), (await Operator.Import(body)).Counts());
        Assert.Equal(("Prof", "z"), (await Read("p", list: "professors"), await Read("p", "zoom_user_id", "professors")));
        Assert.Equal(("Ann", Mail(), null), (await Read("a"), await Read("a", "email"), await Read("b", "email")));
        Assert.Equal((0, 0, 3), (await Operator.Import(body)).Counts());
    }

    [Fact]
    public async Task A_roster_comes_as_CSV_and_only_what_differs_is_written()
    {
        Assert.Equal((2, 0, 0), (await Operator.ImportCsv($"email,role,id,name\r\n{Mail()},student,{id}-a,\"Ann\"\r\n,Professor,{id}-p,Prof\r\n")).Counts());
        Assert.Equal((1, 1, 1), (await Operator.ImportCsv($"{Header}student,{id}-a,Ann B.,{Mail()},\nprofessor,{id}-p,Prof,,\nstudent,{id}-b,Bo,,")).Counts());
        Assert.Equal(("Ann B.", "Prof", "Bo"), (await Read("a"), await Read("p", list: "professors"), await Read("b")));
    }

    [Fact]
    public async Task Everything_wrong_is_said_at_once_and_nothing_is_written()
    {
        var answer = await Operator.ImportCsv($"{Header}student,{id}-a,Ann,{Mail()},\nteacher,{id}-a,Bo,,\n\nstudent,b c,,nobody,\nstudent,{id}-d,\"D,,");
        Assert.Equal((HttpStatusCode.BadRequest, "validation"), (answer.Status, answer.Problem));
        Assert.Equal(["row 3.role", "row 5.id", "row 5.name", "row 5.email", "row 6"], answer["errors"].EnumerateObject().Select(e => e.Name));
        Assert.Null(await Read("a"));
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task Two_entries_of_one_import_may_not_be_the_same(bool asCsv)
    {
        var answer = asCsv
            ? await Operator.ImportCsv(
                $"{Header}student,{id}-a,Ann,{Mail()},\nprofessor,{id}-a,Ann,{Mail()},\nstudent,{id}-a,Ann,,\nstudent,{id}-b,Bo,{Mail().ToUpperInvariant()},\n")
            : await Operator.Import(new
            {
                students = new[]
                {
                    new { id = $"{id}-a", name = "Ann", email = Mail() },
                    new { id = $"{id}-a", name = "Ann", email = "" },
                    new { id = $"{id}-b", name = "Bo", email = Mail().ToUpperInvariant() },
                },
                professors = new[] { new { id = $"{id}-a", name = "Ann", email = Mail() } },
            });
        var (first, again, other) = asCsv ? ("row 2", "row 4", "row 5") : ("students[0]", "students[1]", "students[2]");
        Assert.Equal([$"{again}.id", $"{other}.email"], answer["errors"].EnumerateObject().Select(e => e.Name));
        Assert.Equal(($"The same id as in {first}.", $"The same e-mail address as in {first}."), (answer.Error($"{again}.id"), answer.Error($"{other}.email")));
    }

    [Fact]
    public async Task An_email_of_somebody_who_keeps_it_is_not_taken_and_nothing_is_written()
    {
        await Operator.ImportCsv($"{Header}student,{id}-a,Ann,{Mail()},");
        var answer = await Operator.ImportCsv($"{Header}student,{id}-b,Bo,,\nstudent,{id}-c,Cy,{Mail()},\nprofessor,{id}-p,Prof,{Mail()},");
        Assert.Equal((HttpStatusCode.BadRequest, $"The entry with the id {id}-a has this e-mail address."), (answer.Status, answer.Error("row 3.email")));
        Assert.Equal((null, null, null), (await Read("b"), await Read("c"), await Read("p", list: "professors")));
    }

    [Fact]
    public async Task Emails_may_change_hands_within_one_import()
    {
        await Operator.ImportCsv($"{Header}student,{id}-a,Ann,{Mail("a")},\nstudent,{id}-b,Bo,{Mail("b")},\nstudent,{id}-c,Cy,{Mail("c")},\n");
        var changed = $"{Header}student,{id}-a,Ann,{Mail("b")},\nstudent,{id}-b,Bo,{Mail("a")},\nstudent,{id}-c,Cy,,\nstudent,{id}-d,Di,{Mail("c")},\n";
        Assert.Equal((1, 3, 0), (await Operator.ImportCsv(changed)).Counts());
        Assert.Equal((Mail("b"), Mail("a")), (await Read("a", "email"), await Read("b", "email")));
        Assert.Equal((null, Mail("c")), (await Read("c", "email"), await Read("d", "email")));
        // Each can be found by what it has now: nobody else gets it.
        foreach (var email in new[] { Mail("a"), Mail("b"), Mail("c") })
            Assert.Equal("validation", (await Operator.Put($"api/students/{id}-x", new { name = "X", email })).Problem);
    }

    [Fact]
    public async Task All_emails_may_move_on_by_one_however_many_they_are()
    {
        const int Count = 250;
        string Roster(int shift) =>
            Header + string.Concat(Enumerable.Range(0, Count).Select(n => $"student,{id}-{n},S {n},{Mail($"s{(n + shift) % Count}")},\n"));
        Assert.Equal((Count, 0, 0), (await Operator.ImportCsv(Roster(0))).Counts());
        Assert.Equal((0, Count, 0), (await Operator.ImportCsv(Roster(1))).Counts());
        Assert.Equal((0, 0, Count), (await Operator.ImportCsv(Roster(1))).Counts());
        Assert.Equal(Mail("s8"), await Read("7", "email"));
    }

    [Fact]
    public async Task A_hundred_errors_are_shown_and_the_others_counted()
    {
        var answer = await Operator.ImportCsv(Header + string.Concat(Enumerable.Range(0, 1234).Select(n => $"student,{id}-{n},,,\n")));
        Assert.Equal(100, answer["errors"].EnumerateObject().Count());
        Assert.Equal("See errors for each field; 1134 more are not shown.", answer.Text("detail"));
        Assert.Equal(("row 2.name", "row 101.name"), (answer["errors"].EnumerateObject().First().Name, answer["errors"].EnumerateObject().Last().Name));
    }

    [Fact]
    public async Task A_student_who_was_erased_can_be_imported_again()
    {
        var csv = $"{Header}student,{id}-a,Ann,{Mail()},";
        await Operator.ImportCsv(csv);
        Assert.Equal(HttpStatusCode.NoContent, (await Operator.Send(HttpMethod.Delete, $"api/students/{id}-a")).Status);
        Assert.Equal((1, 0, 0), (await Operator.ImportCsv(csv)).Counts());
        Assert.Equal(Mail(), await Read("a", "email"));
    }

    [Fact]
    public async Task A_professor_imports_nobody()
    {
        var http = new DefaultHttpContext();
        Caller.Set(http, new Caller("1"));
        var answer = await new ImportRoster(classroom.App.Services.GetRequiredService<RosterImporter>()).Run(http.Request, CancellationToken.None);
        Assert.Equal(403, Assert.IsType<ProblemResult>(answer).Problem.Status);
    }

    [Theory]
    [InlineData("{\"name\":\" \"}", "name")]
    [InlineData("{\"name\":\"A\",\"email\":\"nobody\"}", "email")]
    [InlineData("{\"name\":\"A\\u0000\"}", "name")]
    [InlineData("{\"name\":\"A\",\"email\":\"a\\u0000b@example.edu\"}", "email")]
    [InlineData("{\"name\":\"A\",\"zoom_user_id\":\"a\\u0007\"}", "zoom_user_id")]
    [InlineData("{\"name\":\"A\",\"age\":7}", "age")]
    public async Task An_import_takes_what_a_PUT_takes_and_says_what_it_says(string entry, string field)
    {
        var put = await Operator.Put($"api/students/{id}-a", entry);
        var imported = await Operator.Import($"{{\"students\":[{{\"id\":\"{id}-a\",{entry[1..]}]}}");
        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.BadRequest), (put.Status, imported.Status));
        Assert.Equal(put.Error(field), imported.Error($"students[0].{field}"));
    }
}
