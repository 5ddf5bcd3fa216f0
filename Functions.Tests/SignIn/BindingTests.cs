using System.Net;
using Functions.Roster;
using Functions.SignIn;
using Functions.Tests.Fixtures;
using Functions.Tests.Forgetting;
using Microsoft.Extensions.DependencyInjection;

namespace Functions.Tests.SignIn;

/// <summary>What becomes of an identity when the roster changes, by hand, by import, or half of it.</summary>
public sealed class BindingTests(Classroom classroom)
{
    private static readonly Identity Sarah = new("https://issuer.example", "sarah");

    [Fact]
    public async Task The_operator_says_who_signs_in_and_takes_it_back()
    {
        await using var campus = await Campus.StartAsync(classroom);
        var (one, two) = (await campus.NewProfessorAsync(), await campus.NewProfessorAsync());
        var (subject, other) = (new { subject = $"hand-{one.Id}" }, new { subject = $"other-{one.Id}" });
        Assert.Equal(HttpStatusCode.OK, (await campus.Operator.Put($"api/professors/{one.Id}/identity", subject)).Status);
        Assert.Equal(HttpStatusCode.OK, (await campus.Operator.Put($"api/professors/{one.Id}/identity", subject)).Status);
        Assert.Equal("validation", (await campus.Operator.Put($"api/professors/{two.Id}/identity", subject)).Problem);
        Assert.Equal("not-found", (await campus.Operator.Put("api/professors/nobody/identity", other)).Problem);
        Assert.Equal("validation", (await campus.Operator.Put($"api/professors/{one.Id}/identity", new { subject = "" })).Problem);
        Assert.Equal(one.Id, await campus.WhoAsync(campus.Issuer.Token(subject.subject)));

        Assert.Equal(HttpStatusCode.OK, (await campus.Operator.Put($"api/professors/{one.Id}/identity", other)).Status);
        Assert.Equal("forbidden", (await campus.TryAsync(campus.Issuer.Token(subject.subject))).Problem);
        Assert.Equal(one.Id, await campus.WhoAsync(campus.Issuer.Token(other.subject)));
        Assert.Equal(HttpStatusCode.OK, (await campus.Operator.Put($"api/professors/{two.Id}/identity", subject)).Status);

        Assert.Equal(HttpStatusCode.NoContent, (await campus.Operator.Send(HttpMethod.Delete, $"api/professors/{one.Id}/identity")).Status);
        Assert.Equal("forbidden", (await campus.TryAsync(campus.Issuer.Token(other.subject))).Problem);
        Assert.Equal("not-found", (await campus.Operator.Send(HttpMethod.Delete, $"api/professors/{one.Id}/identity")).Problem);
        Assert.Equal(one.Id, await campus.WhoAsync(campus.TokenOf(one)));
    }

    [Fact]
    public async Task Another_address_takes_the_identity_away_and_another_name_does_not()
    {
        await using var campus = await Campus.StartAsync(classroom);
        var professor = await campus.NewProfessorAsync();
        var token = campus.TokenOf(professor);
        await campus.WhoAsync(token);
        await SignsInAfterAsync(true, () => campus.Operator.Put($"api/professors/{professor.Id}", new { name = "Another Name", email = professor.Email!.ToUpperInvariant() }));
        await SignsInAfterAsync(true, () => ImportAsync(professor.Email!, "A Third Name"));
        await SignsInAfterAsync(false, () => campus.Operator.Put($"api/professors/{professor.Id}", new { name = "Another Name", email = $"x.{professor.Email}" }));
        var second = campus.TokenOf(professor, ("email", $"x.{professor.Email}"), ("sub", $"second-{professor.Id}"));
        Assert.Equal(professor.Id, await campus.WhoAsync(second));
        token = second;
        await SignsInAfterAsync(false, () => ImportAsync($"y.{professor.Email}", "A Fourth Name"));
        Assert.Equal("not-found", (await campus.Operator.Get($"api/professors/{professor.Id}/identity")).Problem);

        async Task SignsInAfterAsync(bool expected, Func<Task<Answer>> change)
        {
            Assert.Equal(HttpStatusCode.OK, (await change()).Status);
            campus.Clock.Pass(RecentIdentities.Life);
            Assert.Equal(expected ? HttpStatusCode.OK : HttpStatusCode.Forbidden, (await campus.TryAsync(token)).Status);
        }

        Task<Answer> ImportAsync(string email, string name) =>
            campus.Operator.Post("api/roster", new { professors = new[] { new { id = professor.Id, name, email } } });
    }

    [Fact]
    public async Task Who_is_deleted_signs_in_no_more_and_leaves_their_identity_to_others()
    {
        await using var campus = await Campus.StartAsync(classroom);
        var professor = await campus.NewProfessorAsync();
        await campus.WhoAsync(campus.TokenOf(professor));
        Assert.Equal(HttpStatusCode.NoContent, (await campus.Operator.Send(HttpMethod.Delete, $"api/professors/{professor.Id}")).Status);
        campus.Clock.Pass(RecentIdentities.Life);
        await FirstSignInTests.ForbiddenAsync(campus, campus.TokenOf(professor), "Ask the operator");
        Assert.Equal(HttpStatusCode.Created, (await campus.Operator.Put($"api/professors/{professor.Id}", new { name = "Somebody Else" })).Status);
        await FirstSignInTests.ForbiddenAsync(campus, campus.TokenOf(professor), "Ask the operator");
    }

    /// <summary>Before and after each storage call of each change, the process dies; the roster is whole, and the same again completes it.</summary>
    [Fact]
    public async Task A_death_between_any_two_calls_leaves_no_half_of_an_identity()
    {
        var (crash, deaths) = (new Crash(), 0);
        await using var app = await DirectApp.StartAsync(b => b.Services.AddCrash(crash));
        var (roster, identities) = (app.Services.GetRequiredService<RosterStore>(), app.Services.GetRequiredService<ProfessorIdentities>());
        var entry = new RosterEntry("1", "Professor", "one@example.edu", null);
        (string Name, Func<Task> Change, string? Owner)[] changes =
        [
            ("binds", () => identities.BindByEmailAsync(Sarah, "one@example.edu", default), "1"),
            ("by hand", () => identities.BindAsync("1", Sarah, default), "1"),
            ("unbinds", () => identities.UnbindAsync("1", default), null),
            ("another address", () => roster.PutAsync(RosterRole.Professors, entry with { Email = "two@example.edu" }, default), null),
            ("deletes", () => roster.RemoveAsync(RosterRole.Professors, "1", default), null),
        ];
        foreach (var (name, change, owner) in changes)
            foreach (var afterEffect in new[] { false, true })
                for (var n = 1; ; n++)
                {
                    await roster.PutAsync(RosterRole.Professors, entry, default);
                    if (owner is null) await identities.BindAsync("1", Sarah, default);
                    else await identities.UnbindAsync("1", default);
                    crash.At(n, afterEffect);
                    try
                    {
                        await change();
                    }
                    catch (CrashedException)
                    {
                        deaths++;
                    }

                    var died = crash.HasHappened;
                    crash.Revive();
                    var (forward, back) = (await OwnerAsync(), await identities.ReadAsync("1", default));
                    Assert.True((forward is not null) == (back is not null), $"{name}, call {n}: half of an identity is left.");
                    await change();
                    Assert.Equal(owner, await OwnerAsync());
                    if (!died) break;
                }

        Assert.True(deaths >= 20, $"Only {deaths} deaths.");
        Effort.Report($"sign-in: {deaths} deaths at storage calls of {changes.Length} changes, no half of an identity left");

        // As another process sees it, which remembers nobody.
        async Task<string?> OwnerAsync() => await new ProfessorIdentities(app.Tables, TimeProvider.System).FindAsync(Sarah, default);
    }
}
