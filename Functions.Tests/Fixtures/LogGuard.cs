using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging;

namespace Functions.Tests.Fixtures;

/// <summary>
/// Reads every log line of every function app that the tests start, and remembers those that hold what none may: names, e-mails, keys,
/// tokens, signatures, links, query strings, bodies. <see cref="Classroom"/> fails the run at its end when there are any.
/// </summary>
internal sealed partial class LogGuard : ILoggerProvider
{
    private const int MostKept = 20;

    private static readonly string[] Secrets =
        [FunctionApp.Key, FunctionApp.WebhookSecret, FunctionApp.PreviousWebhookSecret, FunctionApp.ClientSecret, "AccessKey=", "AccountKey="];

    private static readonly ConcurrentQueue<string> Found = new();
    private static readonly ConcurrentDictionary<string, bool> Heard = new(StringComparer.Ordinal);
    private static long lines;

    /// <summary>The lines that no log may hold, at most 20.</summary>
    public static IReadOnlyCollection<string> Offences => Found;

    /// <summary>Who wrote any line.</summary>
    public static IEnumerable<string> Categories => Heard.Keys;

    public static long Lines => Interlocked.Read(ref lines);

    public static bool IsOffence(string line) =>
        Named().IsMatch(line) || Secrets.Any(s => line.Contains(s, StringComparison.Ordinal)) || Personal().IsMatch(line);

    public ILogger CreateLogger(string categoryName) => new Category(categoryName);

    public void Dispose()
    {
    }

    // A name counts as a word of its own: the letters of a random key may spell one.
    [GeneratedRegex(
        "(?<![a-z0-9])(Alice|Anderson|Bob Brown|Charlie|Chen|Diana|Diaz|Ethan|Evans|Sarah|Johnson|Hopper|Somebody Else|Recursion)(?![a-z0-9])",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        1000)]
    private static partial Regex Named();

    [GeneratedRegex(@"[\w.+-]+@[\w-]+\.\w|v0=[0-9a-f]{8}|Bearer\s+\S|\b(?-i:eyJ)[\w-]{8,}\.|zak=|pwd=|/rec/(share|play|download)/|(access|refresh|id)_token=|code_verifier=|client_secret=|[?&][\w.-]+=\S|secret-(link|passcode|play-passcode|token)|""(event|payload|participant|user_name|plainToken|topic|email)""\s*:", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Personal();

    private sealed class Category(string name) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            Interlocked.Increment(ref lines);
            Heard.TryAdd(name, true);
            var line = $"{name} {logLevel} {eventId.Id}: {formatter(state, exception)} {exception}";
            if (IsOffence(line) && Found.Count < MostKept) Found.Enqueue(line);
        }
    }
}
