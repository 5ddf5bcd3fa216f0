using System.Net;
using Functions.Roster;
using Functions.Tests.Fixtures;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Functions.Tests.SignIn;

/// <summary>The function app with an issuer whose tokens it takes, beside the classroom's Azurite and Zoom.</summary>
internal sealed class Campus : IAsyncDisposable
{
    private readonly Classroom classroom;
    private readonly List<HttpClient> clients = [];

    private Campus(Classroom classroom, Issuer issuer, FunctionApp app, PassingClock clock)
    {
        (this.classroom, Issuer, App, Clock) = (classroom, issuer, app, clock);
        (Operator, Stranger) = (app.Client(), app.Client(withKey: false));
        clients.AddRange([Operator, Stranger]);
    }

    public Issuer Issuer { get; }

    public FunctionApp App { get; }

    public PassingClock Clock { get; }

    public HttpClient Operator { get; }

    public HttpClient Stranger { get; }

    public RosterStore Roster => App.Services.GetRequiredService<RosterStore>();

    public static Task<Campus> StartAsync(Classroom classroom, params string[] settings) => StartAsync(classroom, _ => { }, settings);

    /// <param name="settings">They win over the usual ones; <c>ISSUER</c> in them stands for the issuer's name.</param>
    public static async Task<Campus> StartAsync(Classroom classroom, Action<Issuer> prepare, params string[] settings)
    {
        var clock = new PassingClock();
        var issuer = await Issuer.StartAsync(time: clock);
        prepare(issuer);
        var app = await FunctionApp.StartAsync(
            classroom.Azurite.ConnectionString, classroom.Zoom.BaseUrl, b => b.Services.Replace(ServiceDescriptor.Singleton<TimeProvider>(clock)),
            [
                $"--Auth:Authority={issuer.Url}", $"--Auth:Audience={Issuer.Audience}", $"--Auth:TrustedForEmail=https://other.example {issuer.Name ?? issuer.Url}",
                .. settings.Select(s => s.Replace("ISSUER", issuer.Name ?? issuer.Url, StringComparison.Ordinal)),
            ]);
        return new(classroom, issuer, app, clock);
    }

    /// <summary>A professor of the roster whom nobody else uses.</summary>
    public Task<RosterEntry> NewProfessorAsync() => classroom.NewProfessorAsync();

    /// <summary>A token with which this professor is met at the first sign-in.</summary>
    public string TokenOf(RosterEntry professor, params (string Name, object? Value)[] changes) =>
        Issuer.Token($"sub-{professor.Id}", [("email", professor.Email), ("email_verified", true), .. changes]);

    public HttpClient With(string token)
    {
        var client = App.Client(withKey: false);
        client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", $"Bearer {token}");
        clients.Add(client);
        return client;
    }

    public Task<Answer> TryAsync(string token) => Stranger.Get("api/professors", ("Authorization", $"Bearer {token}"));

    /// <summary>Whom a token signs in: the answer's only professor.</summary>
    public async Task<string> WhoAsync(string token)
    {
        var answer = await TryAsync(token);
        Assert.True(answer.Status == HttpStatusCode.OK, answer.ToString());
        return Assert.Single(answer["professors"].EnumerateArray().ToArray()).GetProperty("id").GetString()!;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var client in clients) client.Dispose();
        await App.DisposeAsync();
        await Issuer.DisposeAsync();
    }
}
