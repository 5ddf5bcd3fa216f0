using System.Reflection;
using Functions.Http;

namespace Functions.Tests.Reference.Describing;

/// <summary>All kinds of problem that there are, as <see cref="Problems"/> makes them.</summary>
internal static class KnownProblems
{
    private static readonly Dictionary<string, Problem> Members = typeof(Problems)
        .GetMembers(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly)
        .GroupBy(m => m.Name, StringComparer.Ordinal)
        .Select(g => (Name: g.Key, Problem: Make(g.First())))
        .Where(m => m.Problem is not null)
        .ToDictionary(m => m.Name, m => m.Problem!, StringComparer.Ordinal);

    public static IEnumerable<string> Types => Members.Values.Select(p => p.Type).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);

    /// <param name="member">A name of a member of <see cref="Problems"/>.</param>
    public static Problem Of(string member) =>
        Members.TryGetValue(member, out var problem) ? problem : throw new ArgumentException($"Problems has no {member}.", nameof(member));

    // What differs from one to another is not looked at here: any argument will do.
    private static Problem? Make(MemberInfo member) => member switch
    {
        PropertyInfo property => property.GetValue(null) as Problem,
        MethodInfo { IsSpecialName: false } method => method.Invoke(null, [.. method.GetParameters().Select(Any)]) as Problem,
        _ => null,
    };

    private static object? Any(ParameterInfo parameter) => parameter.ParameterType switch
    {
        var type when type == typeof(string) => "",
        var type when type == typeof(IReadOnlyDictionary<string, string[]>) => new Dictionary<string, string[]>(StringComparer.Ordinal),
        { IsValueType: true } type => Activator.CreateInstance(type),
        _ => null,
    };
}
