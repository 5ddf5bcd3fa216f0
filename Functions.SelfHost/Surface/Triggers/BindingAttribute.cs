using System.Diagnostics.CodeAnalysis;

namespace Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

/// <summary>Base of every attribute that binds a function to something outside it.</summary>
[AttributeUsage(AttributeTargets.Method)]
[SuppressMessage("Design", "CA1012:Abstract types should not have public constructors", Justification = "As the worker declares it.")]
[SuppressMessage("Design", "MA0017:Abstract types should not have public or internal constructors", Justification = "As the worker declares it.")]
public abstract class BindingAttribute : Attribute
{
    /// <summary>Creates the attribute.</summary>
    public BindingAttribute()
    {
    }
}

/// <summary>Base of the attributes that mark the parameter which triggers a function.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
[SuppressMessage("Design", "CA1012:Abstract types should not have public constructors", Justification = "As the worker declares it.")]
[SuppressMessage("Design", "MA0017:Abstract types should not have public or internal constructors", Justification = "As the worker declares it.")]
public abstract class TriggerBindingAttribute : BindingAttribute
{
    /// <summary>Creates the attribute.</summary>
    public TriggerBindingAttribute()
    {
    }
}
