using System.Net;
using System.Text;
using Functions.Tests.Fixtures;
using static Functions.Tests.Roster.Importing;

namespace Functions.Tests.Roster;

/// <summary>Imports of lists in which nobody has an id.</summary>
public sealed class ImportWithoutIdsTests(Classroom classroom)
{
    private readonly string tag = $"{Guid.NewGuid():N}"[..12];

    private HttpClient Operator => classroom.Operator;

    private string Mail(string name) => $"{name}.{tag}@example.edu";

    private Task<Answer> Preview(string csv) => Operator.PreviewCsv(csv);

    private static List<string> Actions(Answer preview) =>
        [.. preview["rows"].EnumerateArray().Select(r => $"{r.GetProperty("row").GetString()} {r.GetProperty("action").GetString()}")];

    private static string IdIn(Answer preview, int row) => preview["rows"][row].GetProperty("id").GetString()!;

    [Fact]
    public async Task Posting_a_list_without_ids_again_repeats_nothing()
    {
        var csv = $"Last name,First name,ID number,Email address\nEvans {tag},Ethan,1005,{Mail("ethan")}\nLi {tag},Ming,,\n";
        Assert.Equal((2, 0, 0), (await Operator.ImportCsv(csv)).Counts());
        Assert.Equal((0, 0, 2), (await Operator.ImportCsv(csv)).Counts());
        var again = await Preview(csv);
        var ethan = await Operator.Get($"api/students/{IdIn(again, 0)}");
        Assert.Equal(($"Ethan Evans {tag}", Mail("ethan")), (ethan.Text("name"), ethan.Text("email")));
        Assert.Equal("1005", ethan["external"].GetProperty("moodle_id").GetString());
        Assert.DoesNotContain("ethan", IdIn(again, 0), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Somebody_is_found_by_their_email_whatever_their_id_and_keeps_what_the_list_does_not_say()
    {
        await Operator.Put($"api/students/own-{tag}", new { name = "E. Evans", email = Mail("ethan"), zoom_user_id = "z" });
        var typed = $"{Mail("ethan").ToUpperInvariant()}\u200B";
        Assert.Equal((0, 1, 0), (await Operator.ImportCsv($"name,email\n\"Evans, Ethan\",{typed}\n")).Counts());
        var there = await Operator.Get($"api/students/own-{tag}");
        Assert.Equal(("Ethan Evans", "z"), (there.Text("name"), there.Text("zoom_user_id")));
    }

    [Fact]
    public async Task An_email_that_comes_later_completes_the_entry_that_came_without_it()
    {
        await Operator.ImportCsv($"name\nZoë Li {tag}\n");
        Assert.Equal((0, 1, 0), (await Operator.ImportCsv($"name,email\nZoe  LI {tag},{Mail("zoe")}\n")).Counts());
        Assert.Equal((0, 0, 1), (await Operator.ImportCsv($"name,email\nZoe  LI {tag},{Mail("zoe")}\n")).Counts());
        // Another of the same name, with another address, is somebody else.
        Assert.Equal((1, 0, 0), (await Operator.ImportCsv($"name,email\nZoe LI {tag},{Mail("zoe2")}\n")).Counts());
        Assert.Equal((0, 0, 1), (await Operator.ImportCsv($"name,email\nZoe LI {tag},{Mail("zoe2")}\n")).Counts());
    }

    [Fact]
    public async Task Two_of_one_name_need_addresses_to_be_told_apart()
    {
        var refused = await Operator.ImportCsv($"name,email\nKim O'Neil {tag},\nKIM O’NEIL {tag},\n");
        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        Assert.Equal("The same entry as in row 2. Two people of one name need ids or e-mail addresses.", refused.Error("row 3.name"));
        var csv = $"name,email\nKim Lee {tag},{Mail("kim1")}\nKim Lee {tag},{Mail("kim2")}\nKim Lee {tag},\n";
        Assert.Equal((3, 0, 0), (await Operator.ImportCsv(csv)).Counts());
        Assert.Equal((0, 0, 3), (await Operator.ImportCsv(csv)).Counts());
        Assert.Equal(3, (await Preview(csv))["rows"].EnumerateArray().Select(r => r.GetProperty("id").GetString()).Distinct().Count());
    }

    [Fact]
    public async Task Whoever_had_an_address_before_keeps_their_entry()
    {
        var csv = $"name,email\nAnn {tag},{Mail("ann")}\n";
        await Operator.ImportCsv(csv);
        var id = IdIn(await Preview(csv), 0);
        await Operator.Put($"api/students/{id}", new { name = "Ann before", email = Mail("ann.before") });
        Assert.Equal((1, 0, 0), (await Operator.ImportCsv(csv)).Counts());
        Assert.Equal("Ann before", (await Operator.Get($"api/students/{id}")).Text("name"));
        Assert.NotEqual(id, IdIn(await Preview(csv), 0));
    }

    [Fact]
    public async Task A_dry_run_says_what_would_be_done_with_each_row_and_writes_nothing()
    {
        await Operator.ImportCsv($"{Header}student,{tag}-a,Ann,{Mail("ann")},\nstudent,{tag}-b,Bo,,\n");
        var right = $"Name,E-mail,Mark\nAnn,{Mail("ann")},1\n\"Evans, Ethan\",{Mail("ethan")},2\n";
        var csv = $"{right}Anna,{Mail("ann")},3\n,{Mail("x")},4\nDi,nobody,5\n\"E,\n";
        var preview = await Preview(csv);
        Assert.Equal(HttpStatusCode.OK, preview.Status);
        Assert.Equal(["row 2 unchanged", "row 3 create", "row 4 refuse", "row 5 refuse", "row 6 refuse", "row 7 refuse"], Actions(preview));
        Assert.Equal((1, 0, 1), preview.Counts());
        Assert.Equal(($"{tag}-a", "Ethan Evans"), (IdIn(preview, 0), preview["rows"][1].GetProperty("name").GetString()));
        Assert.Equal("The same e-mail address as in row 2.", preview["rows"][2].GetProperty("errors").GetProperty("email")[0].GetString());
        Assert.Equal("A name is expected.", preview["rows"][3].GetProperty("errors").GetProperty("name")[0].GetString());
        Assert.Equal(["Mark"], preview["ignored_columns"].EnumerateArray().Select(c => c.GetString()));
        Assert.Equal(HttpStatusCode.NotFound, (await Operator.Get($"api/students/{IdIn(preview, 1)}")).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await Operator.ImportCsv(csv)).Status);
    }

    [Fact]
    public async Task What_a_dry_run_says_is_what_the_import_does()
    {
        object ann = new { name = $"Ann {tag}", email = Mail("ann") };
        var body = new { students = new[] { ann, new { name = $"Bo {tag}", external = new { section = "A", canvas_id = 7 } } } };
        var preview = await Operator.Post("api/roster?dry_run=true", body);
        Assert.Equal(["students[0] create", "students[1] create"], Actions(preview));
        Assert.Equal((2, 0, 0), (await Operator.Import(body)).Counts());
        var bo = await Operator.Get($"api/students/{IdIn(preview, 1)}");
        var external = bo["external"];
        Assert.Equal(($"Bo {tag}", "7"), (bo.Text("name"), external.GetProperty("canvas_id").GetString()));
        Assert.Equal("A", external.GetProperty("section").GetString());
        Assert.Equal("validation", (await Operator.Post("api/roster?dry_run=maybe", body)).Problem);
    }

    [Fact]
    public async Task How_a_gradebook_calls_somebody_is_kept_until_it_says_otherwise()
    {
        const string Header = "Student,ID,SIS User ID,SIS Login ID,Section\n    Points Possible,,,,\n";
        var canvas = $"{Header}\"Evans {tag}, Ethan\",33,S-5,{Mail("ethan")},A\n\"Student, Test\",99,,x,A\n";
        Assert.Equal((1, 0, 0), (await Operator.ImportCsv(canvas)).Counts());
        var id = IdIn(await Preview(canvas), 0);
        await Operator.Put($"api/students/{id}", new { name = "Ethan", email = Mail("ethan") });
        await Operator.ImportCsv($"First name,Last name,ID number,Email address\nEthan,Evans,m5,{Mail("ethan")}\n");
        var there = await Operator.Get($"api/students/{id}");
        var expected = $$"""{"canvas_id":"33","sis_user_id":"S-5","sis_login_id":"{{Mail("ethan")}}","section":"A","moodle_id":"m5"}""";
        Assert.Equal(expected, there["external"].GetRawText());
        var changed = await Section("B");
        Assert.Equal("B", changed["external"].GetProperty("section").GetString());
        Assert.Equal("33", changed["external"].GetProperty("canvas_id").GetString());
        Assert.Equal("At most 200 characters are accepted.", (await Section(new string('x', 201))).Error("external.section"));

        Task<Answer> Section(string section) =>
            Operator.Put($"api/students/{id}", new { name = "Ethan", email = Mail("ethan"), external = new { section } });
    }

    [Fact]
    public async Task A_file_in_Windows_1252_is_read_as_it_was_written()
    {
        var windows = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;
        var answer = await Operator.ImportBytes(windows.GetBytes($"Name;Vorname;E-Mail\nMüller;Jörg;{Mail("joerg")}\n"), "text/csv");
        Assert.Equal((1, 0, 0), answer.Counts());
        var preview = await Preview($"name,email\nJörg Müller,{Mail("joerg")}\n");
        Assert.Equal(["row 2 unchanged"], Actions(preview));
    }
}
