using System.Net;
using Azure.Data.Tables;
using Functions.Roster;
using Functions.Storage;
using Functions.Tests.Fixtures;
using Microsoft.Extensions.DependencyInjection;

namespace Functions.Tests.SignIn;

/// <summary>Who is met for the first time is known by a verified e-mail address of a trusted issuer, and by nothing else.</summary>
public sealed class FirstSignInTests(Classroom classroom)
{
    [Fact]
    public async Task After_the_first_sign_in_the_identity_counts_and_not_the_address()
    {
        await using var campus = await Campus.StartAsync(classroom);
        var professor = await campus.NewProfessorAsync();
        Assert.Equal("not-found", (await campus.Operator.Get($"api/professors/{professor.Id}/identity")).Problem);
        Assert.Equal(professor.Id, await campus.WhoAsync(campus.TokenOf(professor, ("email", professor.Email!.ToUpperInvariant()))));
        var bound = await campus.Operator.Get($"api/professors/{professor.Id}/identity");
        Assert.Equal((campus.Issuer.Url, $"sub-{professor.Id}"), (bound.Text("issuer"), bound.Text("subject")));

        campus.Clock.Pass(RecentIdentities.Life);
        Assert.Equal(professor.Id, await campus.WhoAsync(campus.Issuer.Token($"sub-{professor.Id}")));
        Assert.Equal(professor.Id, await campus.WhoAsync(campus.TokenOf(await campus.NewProfessorAsync(), ("sub", $"sub-{professor.Id}"))));
        Assert.Equal("forbidden", (await campus.TryAsync(campus.TokenOf(professor, ("sub", "somebody-with-the-same-address")))).Problem);
    }

    [Fact]
    public async Task Only_what_the_issuer_says_it_has_verified_counts()
    {
        await using var campus = await Campus.StartAsync(classroom);
        (string, object?)[][] verified =
        [
            [("email_verified", true)], [("email_verified", "true")],
            [("email_verified", null), ("xms_edov", true)], [("email_verified", null), ("xms_edov", "true")],
            [("email_verified", null), ("xms_edov", 1)], [("email_verified", null), ("xms_edov", "1")],
        ];
        foreach (var changes in verified)
        {
            var professor = await campus.NewProfessorAsync();
            Assert.Equal(professor.Id, await campus.WhoAsync(campus.TokenOf(professor, changes)));
        }

        var other = await campus.NewProfessorAsync();
        (string, object?)[][] unverified =
        [
            [("email_verified", null)], [("email_verified", false)], [("email_verified", "false")], [("email_verified", "yes")], [("email_verified", 1)],
            [("email_verified", new[] { true })], [("email_verified", false), ("xms_edov", true)], [("email_verified", null), ("xms_edov", 0)],
            [("email_verified", null), ("xms_edov", false)], [("email_verified", null), ("xms_edov", "0")],
        ];
        foreach (var changes in unverified) await ForbiddenAsync(campus, campus.TokenOf(other, changes), "email_verified or xms_edov");
        foreach (var claim in new[] { "preferred_username", "upn", "unique_name", "name", "emails", "mail" })
            await ForbiddenAsync(campus, campus.TokenOf(other, ("email", null), (claim, other.Email)), "claim email");
        await ForbiddenAsync(campus, campus.TokenOf(other, ("email", new[] { other.Email })), "claim email");
        await ForbiddenAsync(campus, campus.TokenOf(other, ("email", "nobody@example.edu")), "Ask the operator");
        await ForbiddenAsync(campus, campus.TokenOf(other, ("email", other.Email!.Replace("s", "\u017f", StringComparison.Ordinal))), "Ask the operator");
        await ForbiddenAsync(campus, campus.TokenOf(other, ("sub", null)), "claim sub");
        await ForbiddenAsync(campus, campus.TokenOf(other, ("sub", new string('x', 300))), "claim sub");
        Assert.Equal("not-found", (await campus.Operator.Get($"api/professors/{other.Id}/identity")).Problem);
        Assert.Equal(other.Id, await campus.WhoAsync(campus.TokenOf(other)));
    }

    [Fact]
    public async Task An_issuer_that_is_not_trusted_for_addresses_binds_nobody()
    {
        await using var campus = await Campus.StartAsync(classroom, "--Auth:TrustedForEmail=https://other.example");
        var professor = await campus.NewProfessorAsync();
        await ForbiddenAsync(campus, campus.TokenOf(professor), "not relied on");
        var put = await campus.Operator.Put($"api/professors/{professor.Id}/identity", new { subject = $"sub-{professor.Id}" });
        Assert.Equal(HttpStatusCode.OK, put.Status);
        Assert.Equal(professor.Id, await campus.WhoAsync(campus.Issuer.Token($"sub-{professor.Id}")));
    }

    [Fact]
    public async Task An_address_leads_to_one_professor_or_to_nobody()
    {
        await using var campus = await Campus.StartAsync(classroom);
        var (one, two) = (await campus.NewProfessorAsync(), await campus.NewProfessorAsync());
        Assert.Equal("validation", (await campus.Operator.Put($"api/professors/{two.Id}", new { name = "Two", email = one.Email })).Problem);

        // Rows that somebody changed with other tools: the address of one leads to the other.
        var roster = campus.App.Services.GetRequiredService<Tables>().Roster;
        await roster.UpdateEntityAsync(
            new TableEntity("professors", RosterRows.EmailKey(one.Email!)) { ["id"] = two.Id }, Azure.ETag.All, TableUpdateMode.Replace);
        await ForbiddenAsync(campus, campus.TokenOf(one), "Ask the operator");
    }

    [Fact]
    public async Task Many_first_requests_at_once_are_one_sign_in()
    {
        await using var campus = await Campus.StartAsync(classroom);
        var professor = await campus.NewProfessorAsync();
        var same = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => campus.TryAsync(campus.TokenOf(professor))));
        Assert.All(same, a => Assert.Equal(HttpStatusCode.OK, a.Status));

        var other = await campus.NewProfessorAsync();
        var rivals = await Task.WhenAll(Enumerable.Range(0, 20).Select(n => campus.TryAsync(campus.TokenOf(other, ("sub", $"rival-{other.Id}-{n}")))));
        Assert.Single(rivals, a => a.Status == HttpStatusCode.OK);
        Assert.Equal(19, rivals.Count(a => a.Status == HttpStatusCode.Forbidden));
    }

    [Fact]
    public async Task In_Entra_the_tenant_and_the_object_id_say_who_somebody_is()
    {
        const string Tenant = "0f1e2d3c-4b5a-4968-8776-655443322110";
        await using var campus = await Campus.StartAsync(classroom, i => i.Name = $"https://login.microsoftonline.com/{Tenant}/v2.0");
        var professor = await campus.NewProfessorAsync();
        var (tid, oid) = (("tid", (object?)Tenant), ("oid", (object?)Guid.NewGuid().ToString()));
        (string, object?)[] edov = [("email_verified", null), ("xms_edov", true)];
        await ForbiddenAsync(campus, campus.TokenOf(professor, [tid, .. edov]), "claim oid");
        await ForbiddenAsync(campus, campus.TokenOf(professor, [("tid", Guid.NewGuid().ToString()), oid, .. edov]), "claim tid");
        await ForbiddenAsync(campus, campus.TokenOf(professor, [oid, .. edov]), "claim tid");
        Assert.Equal(professor.Id, await campus.WhoAsync(campus.TokenOf(professor, [tid, oid, .. edov])));
        Assert.Equal(professor.Id, await campus.WhoAsync(campus.Issuer.Token("another-app's-name-for-them", tid, ("oid", $"{oid.Item2}".ToUpperInvariant()))));
        var bound = await campus.Operator.Get($"api/professors/{professor.Id}/identity");
        Assert.Equal(($"entra:{Tenant}", oid.Item2), (bound.Text("issuer"), bound.Text("subject")));

        var other = await campus.NewProfessorAsync();
        var byHand = Guid.NewGuid().ToString().ToUpperInvariant();
        Assert.Equal(HttpStatusCode.OK, (await campus.Operator.Put($"api/professors/{other.Id}/identity", new { subject = byHand })).Status);
        Assert.Equal(other.Id, await campus.WhoAsync(campus.Issuer.Token("x", tid, ("oid", byHand.ToLowerInvariant()))));
    }

    internal static async Task ForbiddenAsync(Campus campus, string token, string detail)
    {
        var answer = await campus.TryAsync(token);
        Assert.True(answer.Status == HttpStatusCode.Forbidden, answer.ToString());
        Assert.Equal("forbidden", answer.Problem);
        Assert.Contains(detail, answer.Text("detail"), StringComparison.Ordinal);
    }
}
