using System.Diagnostics;
using System.Net;
using Functions.SignIn;
using Functions.Tests.Fixtures;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Functions.Tests.SignIn;

/// <summary>Keys that change, and an issuer that is away.</summary>
public sealed class IssuerKeyTests(Classroom classroom)
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task A_new_key_is_known_at_once_and_an_old_one_forgotten_soon()
    {
        await using var campus = await Campus.StartAsync(classroom);
        var professor = await campus.NewProfessorAsync();
        var old = campus.TokenOf(professor, ("exp", campus.Clock.GetUtcNow().AddHours(2).ToUnixTimeSeconds()));
        await campus.WhoAsync(old);
        campus.Issuer.RollOver();
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => campus.WhoAsync(campus.TokenOf(professor))));
        Assert.All(answers, id => Assert.Equal(professor.Id, id));
        Assert.Equal((2, 2), (campus.Issuer.DocumentReads, campus.Issuer.KeyReads));
        Assert.Equal(professor.Id, await campus.WhoAsync(old));

        campus.Issuer.Keys.RemoveAt(1);
        campus.Clock.Pass(IssuerKeySource.Fresh + Second);
        await Eventually.Async(async () => (await campus.TryAsync(old)).Status == HttpStatusCode.Unauthorized);
        Assert.Equal(professor.Id, await campus.WhoAsync(campus.TokenOf(professor)));
    }

    [Fact]
    public async Task A_flood_of_unknown_keys_does_not_reach_the_issuer()
    {
        await using var campus = await Campus.StartAsync(classroom);
        var professor = await campus.NewProfessorAsync();
        var token = campus.TokenOf(professor);
        await campus.WhoAsync(token);
        using var stranger = IssuerKey.New("stranger");
        for (var round = 1; round <= 3; round++)
        {
            var answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(n =>
                campus.TryAsync(Jwt.Signed(stranger.As("RS256", $"kid-{round}-{n}"), campus.Issuer.Claims("x")))));
            Assert.All(answers, a => Assert.Equal(HttpStatusCode.Unauthorized, a.Status));
            Assert.Equal(1 + round, campus.Issuer.KeyReads);
            Assert.Equal(professor.Id, await campus.WhoAsync(token));
            campus.Clock.Pass(IssuerKeySource.Pause + Second);
        }

        // Neither does what could not be right whatever the keys are.
        await campus.TryAsync(Jwt.Signed(stranger, campus.Issuer.Claims("x", ("iss", "https://other.example"))));
        await campus.TryAsync(Jwt.Symmetric([1, 2, 3], campus.Issuer.Claims("x"), "kid"));
        Assert.Equal(4, campus.Issuer.KeyReads);
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task While_the_issuer_is_away_known_keys_serve_for_a_day(bool isSilent)
    {
        await using var campus = await Campus.StartAsync(classroom);
        var professor = await campus.NewProfessorAsync();
        await campus.WhoAsync(campus.TokenOf(professor));
        campus.Issuer.Health = isSilent ? IssuerHealth.Silent : IssuerHealth.Failing;
        campus.Clock.Pass(IssuerKeySource.Fresh + Second);
        var watch = Stopwatch.StartNew();
        Assert.Equal(professor.Id, await campus.WhoAsync(campus.TokenOf(professor)));
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(2.5), $"Nobody waits for a renewal, but this took {watch.Elapsed}.");
        campus.Clock.Pass(TimeSpan.FromHours(23));
        Assert.Equal(professor.Id, await campus.WhoAsync(campus.TokenOf(professor)));

        using var stranger = IssuerKey.New("stranger");
        Assert.Equal(HttpStatusCode.Unauthorized, (await campus.TryAsync(Jwt.Signed(stranger, campus.Issuer.Claims("x")))).Status);

        campus.Clock.Pass(TimeSpan.FromHours(1));
        await AwayAsync(campus, campus.TokenOf(professor));
        campus.Issuer.Health = IssuerHealth.Up;
        campus.Clock.Pass(IssuerKeySource.Pause + Second);
        await Eventually.Async(async () => (await campus.TryAsync(campus.TokenOf(professor))).Status == HttpStatusCode.OK);
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task Of_an_issuer_that_was_never_there_nobody_can_be_known(bool isSilent)
    {
        await using var campus = await Campus.StartAsync(classroom, i => i.Health = isSilent ? IssuerHealth.Silent : IssuerHealth.Failing);
        var token = campus.TokenOf(await campus.NewProfessorAsync());
        await AwayAsync(campus, token);
        await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => AwayAsync(campus, token)));
        Assert.Equal(1, campus.Issuer.DocumentReads);
        Assert.Equal("unauthorized", (await campus.TryAsync(Jwt.Unsigned(campus.Issuer.Claims("x")))).Problem);
        Assert.Equal(HttpStatusCode.OK, (await campus.Operator.Get("api/professors?limit=1")).Status);

        campus.Issuer.Health = IssuerHealth.Up;
        campus.Clock.Pass(IssuerKeySource.Pause + Second);
        await campus.WhoAsync(token);
    }

    [Theory]
    [InlineData("issuer", "https://login.microsoftonline.com/{tenantid}/v2.0")]
    [InlineData("issuer", null)]
    [InlineData("issuer", "not an address")]
    [InlineData("jwks_uri", "http://keys.example/keys")]
    [InlineData("jwks_uri", null)]
    [InlineData("jwks_uri", 5)]
    [InlineData("padding", "huge")]
    public async Task An_issuer_that_describes_itself_wrongly_is_not_believed(string member, object? value)
    {
        await using var campus = await Campus.StartAsync(classroom, i => i.Document[member] = value is "huge" ? new string('x', IssuerKeySource.MostBytes) : value);
        await AwayAsync(campus, campus.TokenOf(await campus.NewProfessorAsync(), ("iss", value is string name && member == "issuer" ? name : campus.Issuer.Url)));
    }

    [Fact]
    public async Task An_issuer_that_sends_elsewhere_is_not_followed()
    {
        await using var elsewhere = await Issuer.StartAsync();
        await using var sender = await Issuer.StartAsync((app, _) => app.MapGet("/moved", () => Results.Redirect($"{elsewhere.Url}/keys")));
        await using var campus = await Campus.StartAsync(classroom, i => i.Document["jwks_uri"] = $"{sender.Url}/moved");
        await AwayAsync(campus, campus.TokenOf(await campus.NewProfessorAsync()));
        Assert.Equal(0, elsewhere.KeyReads);
    }

    private static async Task AwayAsync(Campus campus, string token)
    {
        var answer = await campus.TryAsync(token);
        Assert.True(answer.Status == HttpStatusCode.ServiceUnavailable, answer.ToString());
        Assert.Equal(("sign-in-unavailable", "10"), (answer.Problem, answer.Header("Retry-After")));
    }
}
