using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.Azure.Functions.Worker;

namespace Functions.SelfHost.Catalog;

/// <summary>What every function must keep to; a breach stops the start.</summary>
internal static partial class FunctionRules
{
    public static void CheckName(string name)
    {
        if (!ValidName().IsMatch(name) || name.Equals("host", StringComparison.OrdinalIgnoreCase))
            throw new InvalidOperationException(
                $"\"{name}\" can't be a function's name: it takes a letter, then at most 127 letters, digits, - or _, and not \"host\".");
    }

    public static void CheckVisibility(MethodInfo method, string name)
    {
        if (!method.IsPublic || !method.DeclaringType!.IsVisible)
            throw new InvalidOperationException(
                $"Function {name}: {method.DeclaringType}.{method.Name} and its class must be public, or the worker does not find it.");
        if (method.IsGenericMethodDefinition || method.DeclaringType.ContainsGenericParameters)
            throw new InvalidOperationException($"Function {name}: {method.DeclaringType}.{method.Name} can't be generic.");
    }

    public static void CheckTriggers(string name, HttpTriggerAttribute[] http, TimerTriggerAttribute[] timers)
    {
        if (http.Length + timers.Length != 1)
            throw new InvalidOperationException($"Function {name} must have exactly one trigger: [HttpTrigger] or [TimerTrigger].");
        if (http.Length == 1 && http[0].AuthLevel != AuthorizationLevel.Anonymous)
            throw new InvalidOperationException(
                $"Function {name} asks for AuthorizationLevel.{http[0].AuthLevel}, and this host has no keys: it would stand open. "
                + "Use Anonymous and authorize in middleware.");
    }

    [GeneratedRegex(@"^[A-Za-z][A-Za-z0-9_-]{0,127}\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ValidName();
}
