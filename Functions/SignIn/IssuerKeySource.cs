using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Functions.SignIn;

/// <summary>
/// What the issuer signs with, kept in memory: renewed in the background, and at once, but not often, when a token names a key that is
/// not known. While the issuer is away the last known keys serve, for a day.
/// </summary>
/// <remarks>
/// The library's ConfigurationManager is not used: it goes by the time of day, so that a clock that is set ends or stops its renewals; it
/// renews behind the back of the request that needs the new key, which is then refused; and while it knows no key, every request waits
/// for the issuer in a row.
/// </remarks>
public sealed partial class IssuerKeySource(
    IHttpClientFactory clients, IOptions<AuthOptions> options, TimeProvider time, ILogger<IssuerKeySource> logger)
{
    public const string Client = "issuer";
    public const int MostBytes = 512 * 1024;

    internal static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);
    internal static readonly TimeSpan Fresh = TimeSpan.FromMinutes(15);
    internal static readonly TimeSpan Oldest = TimeSpan.FromHours(24);
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(3);

    private readonly Lock gate = new();
    private readonly Pace reads = new(time, Pause);
    private readonly Pace renewals = new(time, Pause);
    private (IssuerKeys Keys, long At)? known;
    private Task<IssuerKeys?> reading = Task.FromResult<IssuerKeys?>(null);

    /// <summary>The keys as they are known; null when none are, and the issuer does not tell.</summary>
    internal async ValueTask<IssuerKeys?> GetAsync(CancellationToken cancellationToken)
    {
        var (keys, age) = Known();
        if (keys is not null && age < Fresh) return keys;
        var read = Read(reads);
        return keys is not null ? keys : await read.WaitAsync(cancellationToken) ?? Known().Keys;
    }

    /// <summary>The keys after another look at the issuer, unless there was one for this reason a moment ago.</summary>
    internal async ValueTask<IssuerKeys?> RenewAsync(CancellationToken cancellationToken) =>
        await Read(renewals).WaitAsync(cancellationToken) ?? Known().Keys;

    private (IssuerKeys? Keys, TimeSpan Age) Known()
    {
        lock (gate) return known is { } k && time.GetElapsedTime(k.At) is var age && age < Oldest ? (k.Keys, age) : (null, default);
    }

    // One at a time, which everybody waits for.
    private Task<IssuerKeys?> Read(Pace pace)
    {
        lock (gate)
        {
            if (!reading.IsCompleted) return reading;
            return pace.TryTake() ? reading = Task.Run(ReadAsync) : Task.FromResult<IssuerKeys?>(null);
        }
    }

    private async Task<IssuerKeys?> ReadAsync()
    {
        try
        {
            using var deadline = new CancellationTokenSource(Deadline, time);
            using var http = clients.CreateClient(Client);
            var document = await http.GetByteArrayAsync(new Uri(options.Value.Authority!.TrimEnd('/') + "/.well-known/openid-configuration"), deadline.Token);
            var (issuer, address) = IssuerKeys.ReadDocument(document);
            var keys = new IssuerKeys(issuer, IssuerKeys.ReadKeys(await http.GetStringAsync(address, deadline.Token)));
            lock (gate) known = (keys, time.GetTimestamp());
            return keys;
        }
#pragma warning disable CA1031 // Whatever an issuer answers, it ends no request but those that need it.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Log.NoKeys(logger, exception.GetType().Name, exception is FormatException ? exception.Message : "");
            return null;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(700, LogLevel.Warning, "The issuer's keys could not be read: {Exception}. {Reason}")]
        public static partial void NoKeys(ILogger logger, string exception, string reason);
    }

    /// <summary>Lets one through, then nobody for a while.</summary>
    private sealed class Pace(TimeProvider time, TimeSpan pause)
    {
        private long? last;

        public bool TryTake()
        {
            if (last is { } at && time.GetElapsedTime(at) < pause) return false;
            last = time.GetTimestamp();
            return true;
        }
    }
}
