using System.Net;
using Functions.Roster;
using Functions.Tests.Fixtures;
using Microsoft.Extensions.DependencyInjection;

namespace Functions.Tests.Api;

/// <summary>Ids of the roster: made by the server, or the caller's own.</summary>
public sealed class RosterIdTests(Classroom classroom)
{
    private HttpClient Operator => classroom.Operator;

    private RosterStore Store => classroom.App.Services.GetRequiredService<RosterStore>();

    private static string Mail() => $"{Guid.NewGuid():N}@example.edu";

    [Theory, InlineData("professors"), InlineData("students")]
    public async Task The_server_makes_an_id_that_says_nothing(string list)
    {
        var email = Mail();
        var added = await Operator.Post($"api/{list}", new { name = "李雷", email = $" {email.ToUpperInvariant()}\u200B" });
        Assert.Equal((HttpStatusCode.Created, email.ToUpperInvariant()), (added.Status, added.Text("email")));
        Assert.Equal($"/api/{list}/{added.Text("id")}", added.Header("Location"));
        Assert.Matches("^[0-9a-f]{32}$", added.Text("id"));
        Assert.Equal("李雷", (await Operator.Get($"api/{list}/{added.Text("id")}")).Text("name"));

        var again = await Operator.Post($"api/{list}", new { name = "Somebody", email });
        Assert.Equal((HttpStatusCode.OK, added.Text("id"), "李雷"), (again.Status, again.Text("id"), again.Text("name")));
    }

    [Fact]
    public async Task Three_names_in_other_scripts_are_three_students()
    {
        var ids = new List<string>();
        foreach (var name in new[] { "李雷", "韩梅梅", "Иван Петров", "李雷" })
            ids.Add((await Operator.Post("api/students", new { name })).Text("id"));
        Assert.Equal(4, ids.Distinct().Count());
    }

    [Fact]
    public async Task Many_at_once_with_one_email_are_one_entry()
    {
        var email = Mail();
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Operator.Post("api/students", new { name = "Ann", email })));
        Assert.Single(answers, a => a.Status == HttpStatusCode.Created);
        Assert.All(answers, a => Assert.True(a.Status is HttpStatusCode.Created or HttpStatusCode.OK, $"{a}"));
        Assert.Single(answers.Select(a => a.Text("id")).Distinct());
    }

    [Theory]
    [InlineData("{\"id\":\"7\",\"name\":\"A\"}", "id")]
    [InlineData("{\"name\":\"\\u200B\"}", "name")]
    [InlineData("{\"name\":\"A\",\"email\":\"nobody\"}", "email")]
    public async Task A_wrong_field_is_named(string body, string field)
    {
        var answer = await Operator.Post("api/students", body);
        Assert.Equal((HttpStatusCode.BadRequest, "validation"), (answer.Status, answer.Problem));
        Assert.True(answer["errors"].TryGetProperty(field, out _));
    }

    [Theory, InlineData("-"), InlineData("_"), InlineData("@"), InlineData("-_.@")]
    public async Task An_id_has_a_letter_or_a_digit(string id)
    {
        var answer = await Operator.Put($"api/students/{id}", new { name = "A" });
        Assert.Equal((HttpStatusCode.BadRequest, "validation"), (answer.Status, answer.Problem));
        Assert.True(answer["errors"].TryGetProperty("id", out _));
        Assert.Equal(HttpStatusCode.Created, (await Operator.Put($"api/students/{id}a{Guid.NewGuid():N}", new { name = "A" })).Status);
    }

    /// <summary>The version before accepted these ids.</summary>
    [Fact]
    public async Task Every_id_that_was_ever_put_is_listed_read_and_deleted()
    {
        string[] ids = ["-", "--", "_", "@", "-.-", "A@b.c"];
        foreach (var id in ids) await Store.PutAsync(RosterRole.Students, new(id, "Before", null, null), default);
        var listed = new List<string>();
        string? cursor = null;
        do
        {
            var page = await Operator.Get($"api/students?limit=1{cursor}");
            listed.AddRange(page["students"].EnumerateArray().Select(s => s.GetProperty("id").GetString()!));
            cursor = page["next_cursor"].GetString() is { } next ? $"&cursor={next}" : null;
        }
        while (cursor is not null);
        foreach (var id in ids)
        {
            Assert.Single(listed, id);
            Assert.Equal("Before", (await Operator.Get($"api/students/{id}")).Text("name"));
            Assert.Equal(HttpStatusCode.NoContent, (await Operator.Send(HttpMethod.Delete, $"api/students/{id}")).Status);
        }
    }

    /// <summary>As docs/operations.md says it.</summary>
    [Fact]
    public async Task An_entry_whose_id_is_an_address_moves_to_an_id_of_the_servers()
    {
        var email = Mail();
        await Operator.Put($"api/students/{email}", new { name = "Grace", email, zoom_user_id = email });
        Assert.Equal(HttpStatusCode.OK, (await Operator.Put($"api/students/{email}", new { name = "Grace" })).Status);
        var moved = await Operator.Post("api/students", new { name = "Grace", email, zoom_user_id = email });
        Assert.Equal((HttpStatusCode.Created, email), (moved.Status, moved.Text("email")));
        var created = await classroom.NewClass(("student_ids", null), ("students", new[] { new { name = "Grace", email } }));
        Assert.Equal("Grace", created.Student(moved.Text("id")).GetProperty("name").GetString());
    }

    /// <summary>What the version before stored with a character that nobody sees.</summary>
    [Fact]
    public async Task An_address_that_was_stored_as_it_was_typed_is_found_as_it_is_typed()
    {
        var (id, email) = ($"old-{Guid.NewGuid():N}", $"{Mail()}\u200B");
        await Store.PutAsync(RosterRole.Students, new(id, "Old", email, null), default);
        var there = await Operator.Post("api/students", new { name = "New", email });
        Assert.Equal((HttpStatusCode.OK, id), (there.Status, there.Text("id")));
        Assert.Equal("validation", (await Operator.Put($"api/students/x{id}", new { name = "New", email })).Problem);
        var put = await Operator.Put($"api/students/{id}", new { name = "Old", email });
        Assert.Equal(email[..^1], put.Text("email"));
        Assert.Equal(id, (await Operator.Post("api/students", new { name = "New", email = email[..^1] })).Text("id"));
        Assert.Null(await Store.FindIdByEmailAsync(RosterRole.Students, $"{Mail()}\u200B", default));
    }
}
