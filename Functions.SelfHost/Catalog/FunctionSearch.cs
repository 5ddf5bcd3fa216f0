using System.Reflection;
using Microsoft.Extensions.Configuration;

namespace Functions.SelfHost.Catalog;

/// <summary>Looks for the functions while the app is still being put together: its start would wait for that otherwise.</summary>
internal sealed class FunctionSearch
{
    private readonly string? where;
    private readonly Task<IReadOnlyList<FunctionMethod>> search;

    public FunctionSearch(IConfiguration configuration)
    {
        where = FunctionAssemblies.NamesIn(configuration);
        search = Task.Run(() => Find(where));
    }

    /// <summary>All that were found; anew when the app has since been told to look elsewhere.</summary>
    /// <exception cref="InvalidOperationException">One of them can't be hosted.</exception>
    public IReadOnlyList<FunctionMethod> Functions(IConfiguration configuration) =>
        FunctionAssemblies.NamesIn(configuration) is var now && now == where ? search.GetAwaiter().GetResult() : Find(now);

    private static IReadOnlyList<FunctionMethod> Find(string? names) => [.. FunctionAssemblies.Functions(names).Select(FunctionMethod.Of)];
}
