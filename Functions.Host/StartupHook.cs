using Functions.Host.Workers;

/// <summary>
/// Run by the runtime in a worker that this host starts. Its name, its method and the lack of a namespace are the runtime's.
/// </summary>
#pragma warning disable CA1050, MA0047 // The runtime finds it by this name alone.
internal static class StartupHook
#pragma warning restore CA1050, MA0047
{
    public static void Initialize() => WorkerGuard.Watch();
}
