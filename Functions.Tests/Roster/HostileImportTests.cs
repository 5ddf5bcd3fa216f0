using System.Net;
using System.Text;
using Functions.Tests.Fixtures;
using static Functions.Tests.Roster.Importing;

namespace Functions.Tests.Roster;

/// <summary>Bodies that nobody sends by mistake. Each holds an entry that would be right by itself.</summary>
public sealed class HostileImportTests(Classroom classroom)
{
    private static readonly Dictionary<string, Func<string, byte[]>> Csv = new(StringComparer.Ordinal)
    {
        ["a NUL in a name"] = right => Utf8($"{Header}{right}student,x,A\0B,,\n"),
        ["a NUL in an id"] = right => Utf8($"{Header}{right}student,x\0,A,,\n"),
        ["a NUL in a header"] = right => Utf8($"role,id,na\0me,email,zoom_user_id\n{right}"),
        ["neither UTF-8 nor Windows-1252"] = right => [.. Utf8($"{Header}{right}student,x,A"), 0xE4, 0x81, .. ",,\n"u8],
        ["UTF-8 but for a byte"] = right => [.. Utf8($"{Header}{right}student,x,Ä"), 0xE4, .. ",,\n"u8],
        ["UTF-16"] = right => [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes($"{Header}{right}")],
        ["half a surrogate pair as UTF-8"] = right => [.. Utf8($"{Header}{right}student,x,A"), 0xED, 0xA0, 0x80, .. ",,\n"u8],
        ["a cell of seven megabytes"] = right => Utf8($"{Header}{right}student,x,{new string('A', 7_000_000)},,\n"),
        ["seven million cells in a row"] = right => Utf8($"{Header}{right}{new string(',', 7_000_000)}x\n"),
        ["a million columns"] = right => Utf8($"role,id,name{string.Concat(Enumerable.Range(0, 1_000_000).Select(n => $",c{n}"))}\n{right}"),
        ["a million doubled quotes"] = right => Utf8($"{Header}{right}student,x,\"{new string('"', 2_000_000)}\",,\n"),
        ["a quote that is never closed"] = right => Utf8($"{Header}{right}student,x,\"A,,\n{string.Concat(Enumerable.Repeat("student,y,B,,\n", 100_000))}"),
        ["a formula"] = right => Utf8($"{Header}{right}student,x,\"=HYPERLINK(\"\"http://192.0.2.1/\"\",\"\"A\"\")\",,\n"),
        ["a very long column's name"] = right => Utf8($"role,id,name,{new string('x', 1_000_000)}\n{right}"),
        ["nothing"] = _ => [],
        ["nothing but a byte order mark"] = _ => Encoding.UTF8.GetPreamble(),
        ["nothing but zeros"] = _ => new byte[1_000_000],
    };

    private static readonly Dictionary<string, Func<string, byte[]>> Json = new(StringComparer.Ordinal)
    {
        ["a NUL in a name"] = right => Utf8($"{{\"students\":[{right},{{\"id\":\"x\",\"name\":\"A\\u0000\"}}]}}"),
        ["half a surrogate pair"] = right => Utf8($"{{\"students\":[{right},{{\"id\":\"x\",\"name\":\"A\\ud800\"}}]}}"),
        ["a member twice"] = right => Utf8($"{{\"students\":[{right}],\"students\":[]}}"),
        ["no object"] = right => Utf8($"[{right}]"),
        ["a list that is none"] = right => Utf8($"{{\"students\":{right}}}"),
        ["an entry that is none"] = right => Utf8($"{{\"students\":[{right},7]}}"),
        ["an entry that is null"] = right => Utf8($"{{\"students\":[{right},null]}}"),
        ["an entry without anything"] = right => Utf8($"{{\"students\":[{right},{{}}]}}"),
        ["very many unknown members"] = right =>
            Utf8($"{{\"students\":[{right},{{{string.Join(',', Enumerable.Range(0, 700_000).Select(n => $"\"{n}\":1"))}}}]}}"),
        ["a deep entry"] = right => Utf8($"{{\"students\":[{right},{new string('[', 100_000)}{new string(']', 100_000)}]}}"),
        ["half of it"] = right => Utf8($"{{\"students\":[{right},{{\"id\":"),
        ["no list"] = _ => Utf8("{}"),
        ["nothing"] = _ => [],
    };

    public static TheoryData<string, bool> Bodies => [.. Csv.Keys.Select(name => (name, true)), .. Json.Keys.Select(name => (name, false))];

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    [Theory, MemberData(nameof(Bodies))]
    public async Task It_is_refused_in_few_words_and_nothing_is_written(string name, bool asCsv)
    {
        var id = $"h{Guid.NewGuid():N}";
        var answer = asCsv
            ? await classroom.Operator.ImportBytes(Csv[name]($"student,{id},Right,,\n"))
            : await classroom.Operator.ImportBytes(Json[name]($"{{\"id\":\"{id}\",\"name\":\"Right\"}}"), "application/json");
        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Contains(answer.Problem, new[] { "validation", "malformed" });
        Assert.InRange(answer.Body.GetRawText().Length, 1, 20_000);
        Assert.Equal(HttpStatusCode.NotFound, (await classroom.Operator.Get($"api/students/{id}")).Status);
    }

    [Theory]
    [InlineData("text/csv", 8 * 1024 * 1024 + 1, "At most 8388608 bytes are accepted.")]
    [InlineData("application/json", 8 * 1024 * 1024 + 1, "At most 8388608 bytes are accepted.")]
    public async Task A_body_over_the_limit_is_too_large(string contentType, int bytes, string detail)
    {
        var answer = await classroom.Operator.ImportBytes(new byte[bytes], contentType);
        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, "too-large", detail), (answer.Status, answer.Problem, answer.Text("detail")));
    }

    [Fact]
    public async Task More_entries_than_the_limit_are_too_many()
    {
        var json = await classroom.Operator.ImportBytes(Utf8($"{{\"students\":[{string.Join(',', Enumerable.Repeat("{}", 20_001))}]}}"), "application/json");
        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, "At most 20000 entries are accepted."), (json.Status, json.Text("detail")));
        var csv = await classroom.Operator.ImportCsv(Header + string.Concat(Enumerable.Repeat("student,1,A,,\n", 20_001)));
        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, "At most 20000 rows are accepted."), (csv.Status, csv.Text("detail")));
    }

    [Theory]
    [InlineData("text/plain", "The content type must be application/json or text/csv.")]
    [InlineData("text/csv; charset=iso-8859-1", "The charset must be utf-8 or windows-1252.")]
    [InlineData("text/csv; charset=klingon", "The charset must be utf-8 or windows-1252.")]
    public async Task Another_kind_of_body_is_not_guessed_at(string contentType, string detail)
    {
        var answer = await classroom.Operator.ImportBytes(Utf8(Header), contentType);
        Assert.Equal((HttpStatusCode.BadRequest, "malformed", detail), (answer.Status, answer.Problem, answer.Text("detail")));
    }

    [Theory, InlineData("text/csv; charset=UTF-8"), InlineData("text/csv; header=present"), InlineData("TEXT/CSV; charset=\"utf-8\"")]
    public async Task A_header_alone_changes_nothing(string contentType) =>
        Assert.Equal((0, 0, 0), (await classroom.Operator.ImportBytes(Utf8(Header), contentType)).Counts());
}
