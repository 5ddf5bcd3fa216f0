using System.Net;
using System.Text;
using Functions.Tests.Fixtures;

namespace Functions.Tests.SignIn;

/// <summary>Which tokens are taken. Each wrong one differs from a right one in one thing.</summary>
public sealed class TokenTests(Classroom classroom)
{
    [Fact]
    public async Task Tokens_of_all_accepted_algorithms_sign_in()
    {
        await using var campus = await Campus.StartAsync(classroom);
        var professor = await campus.NewProfessorAsync();
        foreach (var algorithm in new[] { "RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512" })
        {
            campus.Clock.Pass(TimeSpan.FromSeconds(30));
            campus.Issuer.RollOver(keepOld: false, algorithm);
            Assert.Equal(professor.Id, await campus.WhoAsync(campus.TokenOf(professor)));
        }
    }

    [Fact]
    public async Task A_wrong_token_is_refused_whatever_is_wrong_with_it()
    {
        using var weak = IssuerKey.New("weak", rsaBits: 1024);
        using var encrypting = IssuerKey.New("encrypting");
        using var stranger = IssuerKey.New("stranger");
        await using var campus = await Campus.StartAsync(classroom, issuer =>
        {
            var other = encrypting.Jwk();
            other["use"] = "enc";
            issuer.OtherKeys.AddRange([weak.Jwk(), other, new { kty = "oct", kid = "shared", use = "sig", k = "c2VjcmV0LXNlY3JldC1zZWNyZXQtc2VjcmV0LXNlY3JldA" }]);
        });
        var professor = await campus.NewProfessorAsync();
        Assert.Equal(professor.Id, await campus.WhoAsync(campus.TokenOf(professor)));
        var (issuer, key) = (campus.Issuer, campus.Issuer.Keys[0]);
        var right = issuer.Claims($"sub-{professor.Id}");
        var now = campus.Clock.GetUtcNow().ToUnixTimeSeconds();
        var jwk = stranger.Jwk();
        var wrong = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["another issuer"] = Changed("iss", "https://other.example"),
            ["an issuer with a slash more"] = Changed("iss", issuer.Url + "/"),
            ["no issuer"] = Changed("iss", null),
            ["many issuers"] = Changed("iss", new[] { issuer.Url, "https://other.example" }),
            ["another audience"] = Changed("aud", "api://others"),
            ["other audiences"] = Changed("aud", new[] { "api://others", "api://classes/x" }),
            ["no audience"] = Changed("aud", null),
            ["expired"] = Changed("exp", now - 70),
            ["expired in 1970"] = Changed("exp", 0),
            ["no end"] = Changed("exp", null),
            ["an end that is no time"] = Changed("exp", "never"),
            ["not yet valid"] = Changed("nbf", now + 90),
            ["unsigned"] = Jwt.Unsigned(right),
            ["unsigned, in capitals"] = Jwt.Unsigned(right, "NONE"),
            ["without its signature"] = Jwt.Unsigned(right, "RS256"),
            ["signed with the public key as a secret"] = Jwt.Symmetric(Encoding.ASCII.GetBytes(key.PublicPem), right, key.Kid),
            ["the same without line breaks"] = Jwt.Symmetric(Encoding.ASCII.GetBytes(key.PublicPem.ReplaceLineEndings("")), right, key.Kid),
            ["signed with the modulus as a secret"] = Jwt.Symmetric(Encoding.ASCII.GetBytes(key.Jwk()["n"]), right, key.Kid),
            ["signed with a secret of the key set"] = Jwt.Symmetric(Encoding.ASCII.GetBytes("secret-secret-secret-secret-secret"), right, "shared"),
            ["an unknown key"] = Jwt.Signed(stranger, right),
            ["an unknown key by a known name"] = Jwt.Signed(stranger.As("RS256", key.Kid), right),
            ["its own key"] = Jwt.Signed(stranger, right, ("jwk", jwk)),
            ["its own key by a known name"] = Jwt.Signed(stranger.As("RS256", key.Kid), right, ("jwk", jwk), ("jku", "https://evil.example/keys"), ("x5u", "https://evil.example/x")),
            ["no name of its key, another key"] = Jwt.Signed(stranger, right, ("kid", null)),
            ["a weak key"] = Jwt.Signed(weak, right),
            ["a key that is to encrypt"] = Jwt.Signed(encrypting, right),
            ["another algorithm than it says"] = Jwt.Signed(key, right, ("alg", "RS512")),
            ["an algorithm of another kind of key"] = Jwt.Signed(key, right, ("alg", "ES256")),
            ["changed claims"] = Jwt.Tampered(Jwt.Signed(key, right), issuer.Claims("sub-other")),
            ["what it demands is not understood"] = Jwt.Signed(key, right, ("crit", new[] { "b64" }), ("b64", false)),
            ["another kind of token"] = Jwt.Signed(key, right, ("typ", "logout+jwt")),
            ["encrypted"] = "eyJhbGciOiJSU0EtT0FFUCIsImVuYyI6IkEyNTZHQ00ifQ.a.b.c.d",
            ["no token"] = "x",
            ["dots"] = "..",
            ["three parts of nothing"] = "e30.e30.e30",
            ["nothing"] = "",
            ["huge"] = Changed("padding", new string('x', 20_000)),
        };

        foreach (var (what, token) in wrong)
        {
            var answer = await campus.TryAsync(token);
            Assert.True(answer.Status == HttpStatusCode.Unauthorized, $"{what}: {answer}");
            Assert.Equal("unauthorized", answer.Problem);
            if (token.Length > 0) Assert.StartsWith("Bearer error=\"invalid_token\", error_description=\"", answer.Header("WWW-Authenticate"), StringComparison.Ordinal);
            if (token.Length > 20) Assert.DoesNotContain(token[..20], answer.ToString(), StringComparison.Ordinal);
        }

        Assert.Equal(professor.Id, await campus.WhoAsync(Jwt.Signed(key, right)));
        Effort.Report($"sign-in: {wrong.Count} wrong tokens refused");

        string Changed(string claim, object? value) => issuer.Token($"sub-{professor.Id}", (claim, value));
    }

    [Fact]
    public async Task Clocks_may_differ_by_a_minute_and_be_set()
    {
        await using var campus = await Campus.StartAsync(classroom);
        var professor = await campus.NewProfessorAsync();
        var token = campus.TokenOf(professor);
        await campus.WhoAsync(token);
        campus.Clock.Set(TimeSpan.FromSeconds(340));
        Assert.Equal(professor.Id, await campus.WhoAsync(token));
        campus.Clock.Set(TimeSpan.FromHours(48));
        Assert.Equal("unauthorized", (await campus.TryAsync(token)).Problem);
        Assert.Equal(professor.Id, await campus.WhoAsync(campus.TokenOf(professor)));
        campus.Clock.Set(TimeSpan.FromHours(-50));
        Assert.Equal("unauthorized", (await campus.TryAsync(token)).Problem);
        Assert.Equal(professor.Id, await campus.WhoAsync(campus.TokenOf(professor)));
        Assert.Equal(1, campus.Issuer.KeyReads);
    }

    [Fact]
    public async Task Exactly_one_credential_in_its_header_is_taken()
    {
        await using var campus = await Campus.StartAsync(classroom);
        var token = campus.TokenOf(await campus.NewProfessorAsync());
        await campus.WhoAsync(token);
        Assert.Equal(HttpStatusCode.OK, (await campus.Stranger.Get("api/professors", ("Authorization", $"bearer {token}"))).Status);
        foreach (var headers in new (string, string)[][]
        {
            [], [("x-api-key", FunctionApp.Key), ("Authorization", $"Bearer {token}")], [("Authorization", $"Bearer {token}"), ("Authorization", $"Bearer {token}")],
            [("x-api-key", token)], [("Authorization", token)], [("Authorization", $"Basic {token}")], [("Authorization", $"Bearer {FunctionApp.Key}")],
        })
        {
            var answer = await campus.Stranger.Get("api/professors", headers);
            Assert.Equal((HttpStatusCode.Unauthorized, "unauthorized"), (answer.Status, answer.Problem));
            Assert.StartsWith("Bearer", answer.Header("WWW-Authenticate"), StringComparison.Ordinal);
        }

        Assert.Equal(HttpStatusCode.Unauthorized, (await campus.Stranger.Get($"api/professors?access_token={token}&authorization=Bearer%20{token}")).Status);
    }

    [Fact]
    public async Task A_token_may_leave_out_its_keys_name_only_if_there_is_one_key()
    {
        await using var campus = await Campus.StartAsync(classroom);
        var professor = await campus.NewProfessorAsync();
        await campus.WhoAsync(campus.TokenOf(professor));
        var nameless = Jwt.Signed(campus.Issuer.Keys[0], campus.Issuer.Claims($"sub-{professor.Id}"), ("kid", null));
        Assert.Equal(professor.Id, await campus.WhoAsync(nameless));
        campus.Issuer.RollOver();
        campus.Clock.Pass(TimeSpan.FromSeconds(30));
        await campus.WhoAsync(campus.TokenOf(professor));
        Assert.Equal("unauthorized", (await campus.TryAsync(nameless)).Problem);
    }
}
