using System.Reflection;
using Functions.SelfHost.Catalog;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;

namespace Functions.SelfHost.Invocation;

/// <summary>Calls a function: makes its object, binds its parameters, keeps what it returns.</summary>
internal sealed class FunctionInvoker(FunctionMethod function)
{
    private readonly MethodInvoker method = MethodInvoker.Create(function.Method);
    private readonly ParameterBinding.Binder[] parameters = [.. function.Method.GetParameters().Select(p => ParameterBinding.For(p, function))];
    private readonly ReturnedValue.Reader read = ReturnedValue.ReaderFor(function.Method.ReturnType);

    // Made at the first call: an app of thirty functions should not look at thirty constructors before it listens.
    private readonly Lazy<InstanceFactory>? create = function.Method.IsStatic ? null : new(() => new(function.Method.DeclaringType!));

    public async Task InvokeAsync(FunctionContext functionContext)
    {
        var context = (HostedContext)functionContext;
        var arguments = new object?[parameters.Length];
        for (var i = 0; i < arguments.Length; i++)
            arguments[i] = await parameters[i](context);

        var instance = create?.Value.Create(context.InstanceServices);
        context.Result.Value = await read(method.Invoke(instance, arguments.AsSpan()));
    }
}
