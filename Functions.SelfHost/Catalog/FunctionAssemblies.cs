using System.Reflection;
using Microsoft.Extensions.Configuration;

namespace Functions.SelfHost.Catalog;

/// <summary>Where functions are looked for: the entry assembly, or what the configuration names.</summary>
internal static class FunctionAssemblies
{
    /// <summary>Comma separated assembly names; <c>Assembly:Name</c> takes only that namespace or type of it.</summary>
    public const string Key = "SelfHost:Functions";

    public static string? NamesIn(IConfiguration configuration) => configuration[Key];

    public static IEnumerable<MethodInfo> Functions(string? names)
    {
        if (names is not { Length: > 0 })
            return Assembly.GetEntryAssembly() is { } app ? FunctionMethods.In(app) : [];

        return names.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).SelectMany(Named);
    }

    private static IEnumerable<MethodInfo> Named(string entry)
    {
        var parts = entry.Split(':', 2);
        var functions = FunctionMethods.In(Assembly.Load(new AssemblyName(parts[0])));
        return parts.Length == 1 ? functions : functions.Where(f => f.DeclaringType!.Namespace == parts[1] || f.DeclaringType.FullName == parts[1]);
    }
}
