using ZoomSimulator.Clock;
using ZoomSimulator.Faults;
using ZoomSimulator.Meetings;
using ZoomSimulator.OAuth;
using ZoomSimulator.Rest;
using ZoomSimulator.Users;

namespace ZoomSimulator.Control;

internal sealed record ClockRequest(double RetryScale);

internal sealed record ScopesRequest(IReadOnlyList<string>? Scopes = null, int? Refusal = null);

internal sealed record TokensRequest(bool NewRevokesOld);

internal sealed record LimitsRequest(bool? Enabled = null, AccountPlan? Plan = null);

/// <summary>What is not given stays as it was.</summary>
internal sealed record UserRequest(
    bool? Exists = null, bool? Licensed = null, bool? MayHost = null, bool? BreakoutRoom = null, bool? BreakoutRoomSchedule = null);

internal static class SystemControls
{
    public static void Map(IEndpointRouteBuilder sim)
    {
        sim.MapGet("/health", (MeetingStore store, SimClock clock) =>
            Results.Ok(new { status = "healthy", time = clock.Now, meetings = store.All.Count() }));

        sim.MapGet("/clock", (SimClock clock) => Clock(clock));
        sim.MapPut("/clock", (ClockRequest body, SimClock clock) =>
        {
            if (!(body.RetryScale > 0))
                return ControlGate.Problem(400, "retry_scale is a number above 0.");
            clock.RetryScale = body.RetryScale;
            return Clock(clock);
        });

        sim.MapGet("/faults", (FaultSettings faults) => Results.Ok(faults.Now));
        sim.MapPut("/faults", (FaultSet body, FaultSettings faults, SimRandom random) =>
        {
            if (body.Seed is { } seed)
                random.Reseed(seed);
            faults.Now = body;
            return Results.Ok(faults.Now);
        });
        sim.MapDelete("/faults", (FaultSettings faults) => Results.Ok(faults.Now = new FaultSet()));

        sim.MapGet("/switches", (EngineSettings settings) => Results.Ok(settings.Now));
        sim.MapPut("/switches", (EngineSwitches body, EngineSettings settings) => Results.Ok(settings.Now = body));

        MapAccount(sim);
    }

    private static void MapAccount(IEndpointRouteBuilder sim)
    {
        sim.MapGet("/users", (UserDirectory users) => Results.Ok(new { changed = users.Changed }));
        sim.MapPut("/users/{email}", (string email, UserRequest body, UserDirectory users) =>
            Results.Ok(users.Change(email, user => user with
        {
            Exists = body.Exists ?? user.Exists,
            Licensed = body.Licensed ?? user.Licensed,
            MayHost = body.MayHost ?? user.MayHost,
            BreakoutRoom = body.BreakoutRoom ?? user.BreakoutRoom,
            BreakoutRoomSchedule = body.BreakoutRoomSchedule ?? user.BreakoutRoomSchedule,
        })));

        sim.MapGet("/scopes", (AccessTokens tokens) => Scopes(tokens));
        sim.MapPut("/scopes", (ScopesRequest body, AccessTokens tokens) =>
        {
            if (body.Refusal is not (null or 104 or 4700 or 4711))
                return ControlGate.Problem(400, "refusal is 104, 4700 or 4711.");
            tokens.Scopes = body.Scopes?.ToHashSet(StringComparer.Ordinal) ?? tokens.Scopes;
            tokens.ScopeRefusal = body.Refusal ?? tokens.ScopeRefusal;
            return Scopes(tokens);
        });
        sim.MapPost("/tokens/expire", (AccessTokens tokens) => Tokens(tokens, tokens.ExpireAll));
        sim.MapPost("/tokens/revoke", (AccessTokens tokens) => Tokens(tokens, tokens.RevokeAll));
        sim.MapPut("/tokens", (TokensRequest body, AccessTokens tokens) => Tokens(tokens, () => tokens.NewRevokesOld = body.NewRevokesOld));

        sim.MapGet("/limits", (RateLimiter limiter) => Limits(limiter));
        sim.MapPut("/limits", (LimitsRequest body, RateLimiter limiter) =>
        {
            limiter.Enabled = body.Enabled ?? limiter.Enabled;
            limiter.Plan = body.Plan ?? limiter.Plan;
            return Limits(limiter);
        });
    }

    private static IResult Clock(SimClock clock) => Results.Ok(new { time = clock.Now, clock.RetryScale });

    private static IResult Scopes(AccessTokens tokens) => Results.Ok(new { tokens.Scopes, refusal = tokens.ScopeRefusal });

    private static IResult Tokens(AccessTokens tokens, Action act)
    {
        act();
        return Results.Ok(new { tokens.Live, tokens.NewRevokesOld });
    }

    private static IResult Limits(RateLimiter limiter) => Results.Ok(new { limiter.Enabled, limiter.Plan });
}
