using Functions.Host.Protocol;
using Microsoft.AspNetCore.Routing.Patterns;

namespace Functions.Host.Http;

/// <summary>Where a function is reached. No methods: all of them.</summary>
internal sealed record FunctionRoute(LoadedFunction Function, RoutePattern Pattern, IReadOnlyList<string> Methods)
{
    public static FunctionRoute Of(LoadedFunction function, string prefix)
    {
        var route = function.Trigger.Route ?? function.Name;
        try
        {
            if (route.StartsWith('/') || route.StartsWith('~'))
                throw new RoutePatternException(route, "it can't start with / or ~.");

            var pattern = RoutePatternFactory.Parse(prefix.Length == 0 ? route : $"{prefix}/{route}");
            return new(function, pattern, function.Trigger.Methods?.Select(method => method.ToUpperInvariant()).ToArray() ?? []);
        }
        catch (RoutePatternException e)
        {
            throw new InvalidOperationException($"Function {function.Name}: the route \"{route}\" is not valid: {e.Message}", e);
        }
    }

    public static void RefuseDuplicates(IEnumerable<FunctionRoute> routes)
    {
        foreach (var sameShape in routes.GroupBy(route => route.Shape))
        {
            var taken = new List<FunctionRoute>();
            foreach (var route in sameShape)
            {
                if (taken.Find(route.SharesMethod) is { } other)
                {
                    throw new InvalidOperationException(
                        $"Functions {other.Function.Name} and {route.Function.Name} "
                        + $"answer the same method on the same route, /{route.Pattern.RawText}.");
                }

                taken.Add(route);
            }
        }
    }

    /// <summary>The pattern without letter case and parameter names, which do not tell two requests apart.</summary>
    private string Shape =>
        string.Join('/', Pattern.PathSegments.Select(segment => string.Concat(segment.Parts.Select(Shaped))));

    private static string Shaped(RoutePatternPart part) => part switch
    {
        RoutePatternParameterPart parameter =>
            $"{{{parameter.ParameterKind}:{string.Join(':', parameter.ParameterPolicies.Select(policy => policy.Content))}}}",
        RoutePatternLiteralPart literal => literal.Content.ToUpperInvariant(),
        RoutePatternSeparatorPart separator => separator.Content,
        _ => string.Empty,
    };

    private bool SharesMethod(FunctionRoute other) =>
        Methods.Count == 0 || other.Methods.Count == 0 || Methods.Intersect(other.Methods).Any();
}
