using ZoomSimulator.OAuth;
using ZoomSimulator.Rest;

namespace ZoomSimulator;

/// <summary>How a simulator is set up. Everything else is switched while it runs, through the control API.</summary>
internal sealed record SimulatorOptions
{
    /// <summary>TCP port on 127.0.0.1; 0 lets the system choose.</summary>
    public int Port { get; init; } = 7090;

    public required string AccountId { get; init; }

    public required string ClientId { get; init; }

    public required string ClientSecret { get; init; }

    /// <summary>The app's webhook secret token: signs events and URL validations.</summary>
    public required string WebhookSecret { get; init; }

    /// <summary>Wanted by the control API in the header <c>x-sim-token</c>.</summary>
    public required string SimToken { get; init; }

    /// <summary>Where events go; null until known.</summary>
    public Uri? WebhookUrl { get; init; }

    /// <summary>Folder that keeps the meetings over a restart; null keeps them in memory only.</summary>
    public string? DataDirectory { get; init; }

    public AccountPlan Plan { get; init; } = AccountPlan.Pro;

    public bool Limits { get; init; } = true;

    public bool NewTokenRevokesOld { get; init; }

    public IReadOnlyCollection<string> Scopes { get; init; } = ScopeCatalog.Granular;

    /// <summary>Divides the waits for webhook retries and URL validations. Event times are never scaled.</summary>
    public double RetryScale { get; init; } = 1;

    /// <summary>Decides ghost pair order, faults and scenario details; ids only with <see cref="RepeatableIds"/>.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>The same calls give the same ids of meetings, rooms and people: for answers that are kept as examples.</summary>
    public bool RepeatableIds { get; init; }

    /// <summary>How long <c>meeting.ended</c> follows the last leave. Real: 18 to 23 s.</summary>
    public TimeSpan EndDelay { get; init; } = TimeSpan.FromSeconds(1);

    public LogLevel LogLevel { get; init; } = LogLevel.Information;
}
