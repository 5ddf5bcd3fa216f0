using Functions.Tests.Fixtures;
using Microsoft.Extensions.Options;

namespace Functions.Tests.SignIn;

/// <summary>Settings with which strangers could sign in keep the app from starting, by name.</summary>
public sealed class SignInSettingsTests(Classroom classroom)
{
    private const string Good = "https://login.microsoftonline.com/0f1e2d3c-4b5a-4968-8776-655443322110/v2.0";

    [Theory]
    [InlineData("Auth__Authority", "http://issuer.example", "a", "")]
    [InlineData("Auth__Authority", "issuer.example", "a", "")]
    [InlineData("Auth__Authority", "https://issuer.example?x=1", "a", "")]
    [InlineData("Auth__Authority", "https://login.microsoftonline.com/{tenantid}/v2.0", "a", "")]
    [InlineData("Auth__Authority", "https://login.microsoftonline.com/common/v2.0", "a", "")]
    [InlineData("Auth__Authority", "https://login.microsoftonline.com/Organizations/v2.0", "a", "")]
    [InlineData("Auth__Authority", "https://login.microsoftonline.com/consumers/v2.0", "a", "")]
    [InlineData("Auth__Authority", "https://login.microsoftonline.com/9188040d-6c67-4c5b-b112-36a304b66dad/v2.0", "a", "")]
    [InlineData("Auth__Authority", "https://login.microsoftonline.com", "a", "")]
    [InlineData("Auth__Authority", "", "a", "")]
    [InlineData("Auth__Authority", "", "", Good)]
    [InlineData("Auth__Audience", Good, "", "")]
    [InlineData("Auth__TrustedForEmail", Good, "a", "everybody")]
    [InlineData("Auth__TrustedForEmail", Good, "a", Good + ",other.example")]
    public async Task A_wrong_setting_is_named(string named, string authority, string audience, string trusted)
    {
        var failure = await Assert.ThrowsAsync<OptionsValidationException>(() => FunctionApp.StartAsync(
            classroom.Azurite.ConnectionString, classroom.Zoom.BaseUrl, null, $"--Auth:Authority={authority}", $"--Auth:Audience={audience}", $"--Auth:TrustedForEmail={trusted}"));
        Assert.Contains(named, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_issuer_or_a_key_is_enough_to_start()
    {
        await using var campus = await Campus.StartAsync(classroom, "--OperatorKey=");
        var professor = await campus.NewProfessorAsync();
        Assert.Equal(professor.Id, await campus.WhoAsync(campus.TokenOf(professor)));
        Assert.Equal("unauthorized", (await campus.Operator.Get("api/professors")).Problem);
        var failure = await Assert.ThrowsAsync<OptionsValidationException>(() =>
            FunctionApp.StartAsync(classroom.Azurite.ConnectionString, classroom.Zoom.BaseUrl, null, "--OperatorKey="));
        Assert.Contains("Auth__Authority", failure.Message, StringComparison.Ordinal);
    }
}
