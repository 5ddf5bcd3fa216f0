using System.Net;
using Functions.Tests.Fixtures;

namespace Functions.Tests.Api;

public sealed class RosterTests(Classroom classroom)
{
    private static object Entry(string email, string name = "Grace Hopper") => new { name, email, zoom_user_id = email };

    private static string New(string kind) => $"{kind}-{Guid.NewGuid():N}";

    [Theory, InlineData("professors"), InlineData("students")]
    public async Task An_entry_is_put_read_changed_and_put_again(string list)
    {
        var (id, email) = ($"g.hopper@{Guid.NewGuid():N}", $"{Guid.NewGuid():N}@example.edu");
        var path = $"api/{list}/{id}";
        Assert.Equal((HttpStatusCode.NotFound, "not-found"), await classroom.Operator.Get(path) is var missing ? (missing.Status, missing.Problem) : default);
        var created = await classroom.Operator.Put(path, Entry(email));
        Assert.Equal((HttpStatusCode.Created, id), (created.Status, created.Text("id")));
        Assert.Equal($"/api/{list}/{Uri.EscapeDataString(id)}", created.Header("Location"));
        var changed = await classroom.Operator.Put(path, Entry($"new.{email}", "Rear Admiral Hopper"));
        Assert.Equal((HttpStatusCode.OK, "Rear Admiral Hopper"), (changed.Status, changed.Text("name")));
        Assert.Equal($"new.{email}", (await classroom.Operator.Get(path)).Text("email"));
        Assert.Equal(HttpStatusCode.Created, (await classroom.Operator.Put($"api/{list}/{New("x")}", Entry(email))).Status);
    }

    [Fact]
    public async Task An_email_belongs_to_one_student()
    {
        var email = $"{Guid.NewGuid():N}@example.edu";
        await classroom.Operator.Put($"api/students/{New("a")}", Entry(email));
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => classroom.Operator.Put($"api/students/{New("b")}", Entry(email.ToUpperInvariant()))));
        Assert.All(answers, a => Assert.True(a.Problem == "validation" && a["errors"].TryGetProperty("email", out _)));
    }

    [Theory]
    [InlineData("x%20y", "{\"name\":\"A\"}", "id")]
    [InlineData("ok", "{\"name\":\" \"}", "name")]
    [InlineData("ok", "{}", "name")]
    [InlineData("ok", "{\"name\":\"A\",\"email\":\"nobody\"}", "email")]
    [InlineData("ok", "{\"name\":\"A\",\"id\":7}", "id")]
    [InlineData("ok", "{\"name\":\"A\",\"age\":7}", "age")]
    public async Task A_wrong_field_is_named(string id, string body, string field)
    {
        var answer = await classroom.Operator.Put($"api/students/{id}", body);
        Assert.Equal((HttpStatusCode.BadRequest, "validation"), (answer.Status, answer.Problem));
        Assert.True(answer["errors"].TryGetProperty(field, out _));
    }

    [Theory, InlineData("professors"), InlineData("students")]
    public async Task Lists_are_paged(string list)
    {
        for (var i = 0; i < 3; i++) await classroom.Operator.Put($"api/{list}/{New("p")}", Entry($"{Guid.NewGuid():N}@example.edu"));
        List<string> ids = [];
        var cursor = "";
        do
        {
            var page = await classroom.Operator.Get($"api/{list}?limit=2{cursor}");
            Assert.InRange(page[list].GetArrayLength(), 1, 2);
            ids.AddRange(page[list].EnumerateArray().Select(e => e.GetProperty("id").GetString()!));
            cursor = page["next_cursor"].GetString() is { } next ? $"&cursor={next}" : "";
        }
        while (cursor.Length > 0);
        Assert.Equal(ids.Distinct(), ids);
        Assert.True(ids.Count >= 3);
        Assert.Equal("validation", (await classroom.Operator.Get($"api/{list}?cursor=x")).Problem);
    }
}
