using System.Reflection;

namespace Functions.SelfHost.Invocation;

/// <summary>Awaits what a function returned, whatever its declared type; the reflection happens once per function.</summary>
internal static class ReturnedValue
{
    public delegate ValueTask<object?> Reader(object? returned);

    public static Reader ReaderFor(Type declared)
    {
        if (declared == typeof(Task))
            return FromTask;
        if (declared == typeof(ValueTask))
            return FromValueTask;
        if (declared.IsGenericType && declared.GetGenericTypeDefinition() == typeof(Task<>))
            return Closed(nameof(FromTaskOf), declared);
        if (declared.IsGenericType && declared.GetGenericTypeDefinition() == typeof(ValueTask<>))
            return Closed(nameof(FromValueTaskOf), declared);

        return ValueTask.FromResult;
    }

    private static Reader Closed(string name, Type declared) =>
        typeof(ReturnedValue).GetMethod(name, BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod(declared.GenericTypeArguments)
            .CreateDelegate<Reader>();

    private static async ValueTask<object?> FromTask(object? returned)
    {
        await (Task)returned!;
        return null;
    }

    private static async ValueTask<object?> FromValueTask(object? returned)
    {
        await (ValueTask)returned!;
        return null;
    }

    private static async ValueTask<object?> FromTaskOf<T>(object? returned) => await (Task<T>)returned!;

    private static async ValueTask<object?> FromValueTaskOf<T>(object? returned) => await (ValueTask<T>)returned!;
}
