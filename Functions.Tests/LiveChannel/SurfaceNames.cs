using System.Reflection;

namespace Functions.Tests.LiveChannel;

internal static class SurfaceNames
{
    private static readonly NullabilityInfoContext Nullability = new();

    public static string Of(Type type)
    {
        if (Nullable.GetUnderlyingType(type) is { } value)
            return $"{Of(value)}?";
        if (type.IsArray)
            return $"{Of(type.GetElementType()!)}[]";

        return type.IsGenericType
            ? $"{type.Name[..type.Name.IndexOf('`', StringComparison.Ordinal)]}<{string.Join(", ", type.GetGenericArguments().Select(Of))}>"
            : type.Name;
    }

    public static string Of(MethodInfo method) =>
        method.IsGenericMethod ? $"{method.Name}<{string.Join(", ", method.GetGenericArguments().Select(Of))}>" : method.Name;

    public static string Of(PropertyInfo property) =>
        Of(property.PropertyType) + Mark(property.PropertyType, Read(() => Nullability.Create(property)));

    public static string Returned(MethodInfo method) =>
        Of(method.ReturnType) + Mark(method.ReturnType, Read(() => Nullability.Create(method.ReturnParameter)));

    public static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(Of));

    public static string Constraints(MethodInfo method) =>
        method.IsGenericMethod ? string.Concat(method.GetGenericArguments().Select(Constraint)) : string.Empty;

    private static string Of(ParameterInfo parameter)
    {
        var array = parameter.IsDefined(typeof(ParamArrayAttribute)) ? "params " : string.Empty;
        var mark = Mark(parameter.ParameterType, Read(() => Nullability.Create(parameter)));
        var value = !parameter.HasDefaultValue ? string.Empty
            : parameter.DefaultValue is string text ? $" = \"{text}\""
            : $" = {parameter.DefaultValue ?? "null"}";
        return $"{array}{Of(parameter.ParameterType)}{mark} {parameter.Name}{value}";
    }

    private static string Constraint(Type parameter)
    {
        var reference = parameter.GenericParameterAttributes.HasFlag(GenericParameterAttributes.ReferenceTypeConstraint);
        string[] all = [.. reference ? ["class"] : Array.Empty<string>(), .. parameter.GetGenericParameterConstraints().Select(Of)];
        return all.Length == 0 ? string.Empty : $" where {parameter.Name} : {string.Join(", ", all)}";
    }

    private static string Mark(Type type, NullabilityState state) => !type.IsValueType && state == NullabilityState.Nullable ? "?" : string.Empty;

    // The context is not thread-safe.
    private static NullabilityState Read(Func<NullabilityInfo> read)
    {
        lock (Nullability)
            return read().ReadState;
    }
}
