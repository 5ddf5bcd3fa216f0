using System.Globalization;
using Functions.Host.Protocol;
using Microsoft.Extensions.Logging;

namespace Functions.Host.Workers;

/// <summary>
/// The lines that a worker writes to its host, under their own category and event id. The worker sends those of invocations only, and none of the
/// app's once it exports its telemetry itself. What it says of its own work counts from warnings on.
/// </summary>
internal sealed class WorkerLog(ILoggerFactory loggers)
{
    public void Write(RpcLog line)
    {
        if (line.Level == RpcLog.Types.Level.None || line.LogCategory == RpcLog.Types.RpcLogCategory.CustomMetric) return;
        if (line.LogCategory == RpcLog.Types.RpcLogCategory.System && line.Level < RpcLog.Types.Level.Warning) return;
        var id = int.TryParse(line.EventId, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) ? number : 0;
        loggers.CreateLogger(line.Category).Log((LogLevel)line.Level, new EventId(id), line, exception: null, static (said, _) => Text(said));
    }

    private static string Text(RpcLog line) =>
        line.Exception is { } e && e.Message.Length > 0 ? $"{line.Message} {e.Type}: {e.Message}{Environment.NewLine}{e.StackTrace}" : line.Message;
}
