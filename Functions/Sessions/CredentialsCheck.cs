using System.Text.Json.Serialization;
using Functions.Presence;
using Functions.Zoom;
using Microsoft.Extensions.Options;

namespace Functions.Sessions;

[JsonConverter(typeof(SnakeCaseEnum<CheckStatus>))]
public enum CheckStatus
{
    Pass,
    Warn,
    Fail,
}

/// <summary>One thing that was looked at.</summary>
/// <param name="Detail">A sentence for people.</param>
public sealed record Check(string Name, CheckStatus Status, string Detail);

/// <summary>Whether Zoom can be used.</summary>
/// <param name="Valid">No check failed.</param>
/// <param name="AccountId">The Zoom account the credentials are for, when Zoom took them.</param>
/// <param name="Detail">The worst of it, in a sentence for people.</param>
public sealed record CredentialsReport(
    bool Valid, string? AccountId, IReadOnlyList<string> MissingScopes, IReadOnlyList<Check> Checks, string Detail);

/// <summary>Tries the Zoom credentials, and whether a host's account can do what a class needs.</summary>
public sealed class CredentialsCheck(IZoomClient zoom, IOptions<ZoomOptions> options)
{
    /// <param name="zoomUserId">The host to look at, null for none, empty for one without a Zoom account.</param>
    public async Task<CredentialsReport> RunAsync(string? zoomUserId, CancellationToken cancellationToken)
    {
        var token = await zoom.CheckCredentialsAsync(cancellationToken);
        if (!token.TryGet(out var credentials, out var error))
            return Report(null, [], [new("credentials", CheckStatus.Fail, $"Zoom gave no token. {ZoomSentences.WithZoomsWords(error)}")]);
        var missing = ZoomScopes.MissingFrom(credentials.Scopes);
        var optional = ZoomScopes.OptionalMissingFrom(credentials.Scopes, options.Value.Plan);
        List<Check> checks =
        [
            new("credentials", CheckStatus.Pass, "Zoom gave a token."),
            missing.Count > 0 ? new("scopes", CheckStatus.Fail, $"Add these scopes to the Zoom app: {string.Join(", ", missing)}.")
                : optional.Count > 0 ? new("scopes", CheckStatus.Warn, $"Webhooks, catch-up, recordings, live lists need: {string.Join(", ", optional)}.")
                : new("scopes", CheckStatus.Pass, "All scopes are there."),
        ];
        if (zoomUserId is not null) checks.AddRange(await HostAsync(zoomUserId, cancellationToken));
        return Report(credentials.AccountId, missing, checks);
    }

    private async Task<IEnumerable<Check>> HostAsync(string zoomUserId, CancellationToken cancellationToken)
    {
        if (zoomUserId.Length == 0) return [new("host", CheckStatus.Fail, "This professor has neither a Zoom user id nor an e-mail address.")];
        var user = await zoom.GetUserAsync(zoomUserId, cancellationToken);
        if (!user.TryGet(out var host, out var error))
            return [new("host", CheckStatus.Fail, $"The host could not be looked at. {ZoomSentences.WithZoomsWords(error)}")];
        List<Check> checks =
        [
            new("host", CheckStatus.Pass, "The host exists at Zoom."),
            host.IsBasic
                ? new("plan", CheckStatus.Warn, "The host has a basic account: meetings end after 40 minutes.")
                : new("plan", CheckStatus.Pass, "The host is licensed."),
        ];
        var read = await zoom.GetUserSettingsAsync(zoomUserId, cancellationToken);
        if (!read.TryGet(out var settings, out error))
        {
            var failed = $"The host's settings could not be looked at. {ZoomSentences.WithZoomsWords(error)}";
            return [.. checks, new("settings", CheckStatus.Fail, failed)];
        }

        checks.Add(Setting("breakout_room", settings.BreakoutRoomsAllowed, "Breakout room"));
        checks.Add(Setting("breakout_room_schedule", settings.PreassignmentAllowed, "Assign participants to breakout rooms when scheduling"));
        return checks;
    }

    private static Check Setting(string name, bool? on, string what) => on switch
    {
        true => new(name, CheckStatus.Pass, $"The setting “{what}” is on."),
        false => new(name, CheckStatus.Fail, $"The setting “{what}” is off: the host turns it on at Zoom, under In Meeting (Advanced)."),
        null => new(name, CheckStatus.Warn, $"Zoom does not say whether “{what}” is on."),
    };

    private static CredentialsReport Report(string? account, IReadOnlyList<string> missing, IReadOnlyList<Check> checks)
    {
        var worst = checks.FirstOrDefault(c => c.Status == CheckStatus.Fail) ?? checks.FirstOrDefault(c => c.Status == CheckStatus.Warn);
        return new(worst?.Status != CheckStatus.Fail, account, missing, checks, worst?.Detail ?? "Zoom is ready for classes.");
    }
}
