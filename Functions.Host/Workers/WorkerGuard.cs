namespace Functions.Host.Workers;

/// <summary>
/// Lets a worker end with its host, also when the host is killed: a worker whose host is gone would stay for ever. The runtime runs
/// <see cref="StartupHook"/> in the worker, before the app.
/// https://github.com/dotnet/runtime/blob/main/docs/design/features/host-startup-hook.md
/// </summary>
internal static class WorkerGuard
{
    private const string Hooks = "DOTNET_STARTUP_HOOKS";
    private const string Guarded = "FUNCTIONS_HOST_GUARD";

    public static void Install(IDictionary<string, string?> variables)
    {
        var own = typeof(WorkerGuard).Assembly.Location;
        variables[Hooks] = variables.TryGetValue(Hooks, out var others)
            && !string.IsNullOrEmpty(others) ? $"{others}{Path.PathSeparator}{own}" : own;
        variables[Guarded] = "1";
    }

    /// <summary>In the worker: ends the process when its standard input ends, which the host holds open.</summary>
    public static void Watch()
    {
        if (Environment.GetEnvironmentVariable(Guarded) is null) return;
        Environment.SetEnvironmentVariable(Guarded, null); // What the worker starts is not the host's.
        new Thread(EndWithHost) { IsBackground = true, Name = nameof(WorkerGuard) }.Start(Console.OpenStandardInput());
    }

    private static void EndWithHost(object? input)
    {
        try
        {
            while (((Stream)input!).ReadByte() >= 0)
            {
            }
        }
        catch (IOException)
        {
            // As good as an end.
        }

        Environment.Exit(1);
    }
}
