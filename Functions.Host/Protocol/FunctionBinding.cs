using System.Text.Json;

namespace Functions.Host.Protocol;

/// <summary>What a worker says of a binding of a function, as its functions.metadata has it.</summary>
/// <param name="AuthLevel">Who may call an HTTP trigger: <c>Anonymous</c>, <c>Function</c> …</param>
/// <param name="Schedule">When a timer is due.</param>
internal sealed record FunctionBinding(
    string Name,
    string Type,
    string? Direction = null,
    IReadOnlyList<string>? Methods = null,
    string? Route = null,
    string? AuthLevel = null,
    string? Schedule = null,
    bool RunOnStartup = false,
    bool UseMonitor = true)
{
    private const string TriggerSuffix = "Trigger";
    private static readonly JsonSerializerOptions Json = new() { PropertyNameCaseInsensitive = true };

    public bool IsHttpTrigger => Is("httpTrigger");

    public bool IsTimerTrigger => Is("timerTrigger");

    public bool IsTrigger => Type.EndsWith(TriggerSuffix, StringComparison.OrdinalIgnoreCase);

    public static FunctionBinding Read(string json) =>
        JsonSerializer.Deserialize<FunctionBinding>(json, Json) ?? throw new InvalidOperationException("A binding of a function is empty.");

    private bool Is(string type) => string.Equals(Type, type, StringComparison.OrdinalIgnoreCase);
}
