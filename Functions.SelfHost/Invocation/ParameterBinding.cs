using System.Reflection;
using Functions.SelfHost.Catalog;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Functions.SelfHost.Invocation;

/// <summary>Decides once per parameter where its value comes from.</summary>
internal static class ParameterBinding
{
    public delegate ValueTask<object?> Binder(HostedContext context);

    public static Binder For(ParameterInfo parameter, FunctionMethod function)
    {
        var type = parameter.ParameterType;
        if (type == typeof(FunctionContext))
            return context => new(context);
        if (type == typeof(CancellationToken))
            return context => new(context.CancellationToken);
        if (IsTrigger(parameter))
            return context => new(context.Trigger is HttpContext http ? http.Request : context.Trigger);
        if (function.Http is not null && (type == typeof(string) || type.IsValueType))
            return new NamedValue(parameter, function.Name).BindAsync;

        throw new InvalidOperationException($"Function {function.Name}: parameter {parameter.Name} is a {type}, which this host can't bind.");
    }

    private static bool IsTrigger(ParameterInfo parameter) =>
        (parameter.ParameterType == typeof(HttpRequest) && parameter.IsDefined(typeof(HttpTriggerAttribute)))
        || (parameter.ParameterType == typeof(TimerInfo) && parameter.IsDefined(typeof(TimerTriggerAttribute)));
}
