using System.Reflection;
using Microsoft.Extensions.DependencyInjection;

namespace Functions.SelfHost.Invocation;

/// <summary>
/// Makes a function's object. What the framework has for it compiles an expression first, which takes longer than the first invocation
/// itself; a constructor that it alone understands is left to it.
/// </summary>
internal sealed class InstanceFactory
{
    private readonly Type type;
    private readonly ConstructorInvoker? constructor;
    private readonly Type[] parameters = [];

    public InstanceFactory(Type type)
    {
        this.type = type;
        if (type.GetConstructors() is not [var only]) return;
        var declared = only.GetParameters();
        if (Array.Exists(declared, p => p.HasDefaultValue || p.CustomAttributes.Any(a => a.AttributeType.Namespace == typeof(FromKeyedServicesAttribute).Namespace))) return;
        (constructor, parameters) = (ConstructorInvoker.Create(only), Array.ConvertAll(declared, p => p.ParameterType));
    }

    public object Create(IServiceProvider services)
    {
        if (constructor is null) return ActivatorUtilities.CreateInstance(services, type);
        var arguments = new object?[parameters.Length];
        for (var i = 0; i < arguments.Length; i++) arguments[i] = services.GetRequiredService(parameters[i]);
        return constructor.Invoke(arguments.AsSpan());
    }
}
