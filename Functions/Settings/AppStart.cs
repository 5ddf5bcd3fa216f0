using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Functions.Settings;

/// <summary>Builds the app and runs it, or says what is wrong with its settings.</summary>
internal static class AppStart
{
    /// <returns>The exit code: 0 after a stop, 1 when settings are wrong. Each of them is then one line on standard error.</returns>
    public static async Task<int> RunAsync(Func<IHost> build)
    {
        IHost app;
        try
        {
            app = build();
            await SettingsCheck.CheckAsync(app.Services);
        }
        catch (Exception exception) when (SettingsCheck.Lines(exception) is { Count: > 0 } lines)
        {
            foreach (var line in lines) await Console.Error.WriteLineAsync(line);
            return 1;
        }

        var lifetime = app.Services.GetRequiredService<IHostApplicationLifetime>();
        try
        {
            await app.RunAsync();
        }
        catch (OperationCanceledException) when (lifetime.ApplicationStopping.IsCancellationRequested)
        {
            // Told to stop before it had started.
        }

        return 0;
    }
}
