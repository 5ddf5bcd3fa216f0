using ZoomSimulator.OAuth;

namespace ZoomSimulator.Rest;

/// <summary>What the gates must know of a REST call: its rate limit label and its scope.</summary>
internal sealed record Operation(RateCategory Category, ScopeRequirement Scope);

internal static class OperationExtensions
{
    public static RouteHandlerBuilder Costs(this RouteHandlerBuilder route, RateCategory category, ScopeRequirement scope) =>
        route.WithMetadata(new Operation(category, scope));
}
