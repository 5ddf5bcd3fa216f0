using Microsoft.Extensions.Logging;

namespace Functions.Tests.Fixtures;

/// <summary>
/// Warnings and errors of an app, in the output of the test that started it: shown when that test fails. An app that many tests share
/// tells them to the runner, which shows them with <c>-diagnostics</c>.
/// </summary>
internal sealed class TestLog : ILoggerProvider
{
    private readonly ITestContext context = TestContext.Current;

    public ILogger CreateLogger(string categoryName) => new Category(this, categoryName);

    public void Dispose()
    {
    }

    private void Write(string line)
    {
        if (context.TestOutputHelper is not { } output)
        {
            context.SendDiagnosticMessage(line);
            return;
        }

        try
        {
            output.WriteLine(line);
        }
        catch (InvalidOperationException)
        {
            // The test is over, and its app still stopping.
        }
    }

    private sealed class Category(TestLog log, string name) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel)) log.Write($"{DateTimeOffset.UtcNow:HH:mm:ss.fff} {logLevel} {name}[{eventId.Id}] {formatter(state, exception)} {exception}");
        }
    }
}
