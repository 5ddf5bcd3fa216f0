using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Azure.Functions.Worker;

namespace Functions.SelfHost.Catalog;

/// <summary>A function found in an assembly; it has exactly one of the two triggers.</summary>
internal sealed class FunctionMethod(string name, MethodInfo method, HttpTriggerAttribute? http, TimerTriggerAttribute? timer) : FunctionDefinition
{
    public override string Name { get; } = name;

    public override string Id => field ??= Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Name)).AsSpan(0, 8));

    public override string EntryPoint { get; } = $"{method.DeclaringType!.FullName}.{method.Name}";

    public override string PathToAssembly { get; } = method.DeclaringType.Assembly.Location;

    public MethodInfo Method { get; } = method;

    public HttpTriggerAttribute? Http { get; } = http;

    public TimerTriggerAttribute? Timer { get; } = timer;

    /// <exception cref="InvalidOperationException">The real worker would not find it, or would run it differently.</exception>
    public static FunctionMethod Of(MethodInfo method)
    {
        var name = method.GetCustomAttribute<FunctionAttribute>(inherit: false)!.Name;
        FunctionRules.CheckName(name);
        FunctionRules.CheckVisibility(method, name);

        var parameters = method.GetParameters();
        var http = parameters.Select(p => p.GetCustomAttribute<HttpTriggerAttribute>()).OfType<HttpTriggerAttribute>().ToArray();
        var timers = parameters.Select(p => p.GetCustomAttribute<TimerTriggerAttribute>()).OfType<TimerTriggerAttribute>().ToArray();
        FunctionRules.CheckTriggers(name, http, timers);

        return new(name, method, http.FirstOrDefault(), timers.FirstOrDefault());
    }
}
