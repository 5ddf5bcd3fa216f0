using System.Reflection;
using Microsoft.Extensions.Configuration;

namespace Functions.SelfHost.Catalog;

/// <summary>Where functions are looked for: the entry assembly, or what the configuration names.</summary>
internal static class FunctionAssemblies
{
    /// <summary>Comma separated assembly names; <c>Assembly:Name</c> takes only that namespace or type of it.</summary>
    public const string Key = "SelfHost:Functions";

    public static IEnumerable<Type> Types(IConfiguration configuration)
    {
        if (configuration[Key] is not { Length: > 0 } names)
            return Assembly.GetEntryAssembly()?.GetTypes() ?? [];

        return names.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).SelectMany(Named);
    }

    private static IEnumerable<Type> Named(string entry)
    {
        var parts = entry.Split(':', 2);
        var types = Assembly.Load(new AssemblyName(parts[0])).GetTypes();
        return parts.Length == 1 ? types : types.Where(type => type.Namespace == parts[1] || type.FullName == parts[1]);
    }
}
