using Functions.Roster;
using Functions.Tests.Fixtures;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ZoomSimulator;

[assembly: AssemblyFixture(typeof(Classroom))]

namespace Functions.Tests.Fixtures;

/// <summary>
/// The whole system on real parts: Azurite, the Zoom simulator and the function app over Kestrel, joined by signed webhooks. Started
/// once; each test takes a professor of its own, so that tests do not meet.
/// </summary>
public sealed class Classroom : IAsyncLifetime
{
    private static int people;

    public Azurite Azurite { get; } = new();

    internal FunctionApp App { get; private set; } = null!;

    internal SimulatorHost Zoom { get; private set; } = null!;

    internal HttpClient Operator { get; private set; } = null!;

    internal HttpClient Stranger { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        await Azurite.InitializeAsync();
        Zoom = await StartZoomAsync();
        App = await FunctionApp.StartAsync(Azurite.ConnectionString, Zoom.BaseUrl);
        Zoom.WebhookUrl = new Uri(App.BaseUrl, "api/zoom/webhook");
        (Operator, Stranger) = (App.Client(), App.Client(withKey: false));
        for (var i = 1; i <= 5; i++) await AddAsync(RosterRole.Students, Student(i));
    }

    /// <param name="retryScale">A busy machine may answer a webhook too late: what waits for pages in real time does not wait five minutes for the next try.</param>
    internal static Task<SimulatorHost> StartZoomAsync(TimeProvider? time = null, bool repeatableIds = false, double retryScale = 1)
    {
        var options = new SimulatorOptions
        {
            Port = 0,
            AccountId = "account",
            ClientId = "client",
            ClientSecret = FunctionApp.ClientSecret,
            WebhookSecret = FunctionApp.WebhookSecret,
            SimToken = "sim-token",
            Limits = false,
            EndDelay = TimeSpan.Zero,
            RepeatableIds = repeatableIds,
            RetryScale = retryScale,
            LogLevel = LogLevel.Warning,
        };
        return SimulatorHost.StartAsync(options, time);
    }

    /// <summary>Students "1" to "5" are in the roster.</summary>
    internal static RosterEntry Student(int n)
    {
        var name = new[] { "Alice Anderson", "Bob Brown", "Charlie Chen", "Diana Diaz", "Ethan Evans" }[n - 1];
        var email = $"{name.ToLowerInvariant().Replace(' ', '.')}@example.edu";
        return new($"{n}", name, email, email);
    }

    /// <summary>A professor whom nobody else uses.</summary>
    internal async Task<RosterEntry> NewProfessorAsync(string domain = "example.edu")
    {
        var n = Interlocked.Increment(ref people);
        var professor = new RosterEntry($"prof-{n}", $"Professor {n}", $"professor.{n}@{domain}", $"professor.{n}@{domain}");
        await AddAsync(RosterRole.Professors, professor);
        return professor;
    }

    private async Task AddAsync(RosterRole role, RosterEntry entry) =>
        await App.Services.GetRequiredService<RosterStore>().PutAsync(role, entry, CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        Operator.Dispose();
        Stranger.Dispose();
        await App.DisposeAsync();
        await Zoom.DisposeAsync();
        await Azurite.DisposeAsync();
        Effort.Report($"logs: {LogGuard.Lines} lines of all function apps, {LogGuard.Offences.Count} with a name, an e-mail, a secret, a signature or a body");
        Assert.True(LogGuard.Offences.Count == 0, "No log line may hold this:\n" + string.Join('\n', LogGuard.Offences));
    }
}
