using ZoomSimulator.Clock;
using ZoomSimulator.OAuth;
using ZoomSimulator.Rest;

namespace ZoomSimulator.Faults;

/// <summary>Spoils REST calls as the faults say.</summary>
internal sealed class ApiFaultMiddleware(FaultSettings settings, AccessTokens tokens, SimRandom random, SimClock clock) : IMiddleware
{
    public Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        var path = context.Request.Path.Value ?? "";
        var fault = settings.Now.Api.FirstOrDefault(candidate =>
            candidate.Matches(context.Request.Method, path) && random.Chance(candidate.Probability) && candidate.TryUse());
        return fault is null ? next(context) : SpoilAsync(context, next, fault);
    }

    private Task SpoilAsync(HttpContext context, RequestDelegate next, ApiFault fault) => fault.Kind switch
    {
        ApiFaultKind.RateLimited => RateLimitHeaders.RefusePerSecond(context),
        ApiFaultKind.DailyLimited => RateLimitHeaders.RefuseForTheDay(context, clock.Now),
        ApiFaultKind.ServerError => FailAsync(context, next, fault),
        ApiFaultKind.Timeout => new LateAnswer(clock).RunAsync(context, next, fault),
        ApiFaultKind.Latency => LateAsync(context, next, fault),
        ApiFaultKind.TokenExpired => ExpireAsync(context),
        ApiFaultKind.Malformed => BreakOffAsync(context, next),
        ApiFaultKind.NotFound => ZoomError.NoMeeting(MeetingOf(context)).AnswerAsync(context),
        ApiFaultKind.Refused => RefuseAsync(context, fault),
        _ => ZoomError.Validation("Validation Failed.").AnswerAsync(context, StatusCodes.Status200OK),
    };

    private static async Task FailAsync(HttpContext context, RequestDelegate next, ApiFault fault)
    {
        if (fault.Applied)
            (await BufferedAnswer.RunAsync(context, next)).Discard(context);
        var status = fault.Status ?? StatusCodes.Status500InternalServerError;
        await new ZoomError(status, status, "Internal server error.").AnswerAsync(context);
    }

    private static Task RefuseAsync(HttpContext context, ApiFault fault) =>
        new ZoomError(fault.Status ?? StatusCodes.Status400BadRequest, fault.Code,
            fault.Message) { Body = fault.Body }.AnswerAsync(context);

    private static string MeetingOf(HttpContext context) => context.GetRouteValue("id") as string ?? "";

    private async Task LateAsync(HttpContext context, RequestDelegate next, ApiFault fault)
    {
        await Task.Delay(TimeSpan.FromMilliseconds(fault.DelayMs), clock, context.RequestAborted);
        await next(context);
    }

    private Task ExpireAsync(HttpContext context)
    {
        if (TokenGate.BearerOf(context.Request) is { } token)
            tokens.Revoke(token);
        return ZoomError.TokenExpired.AnswerAsync(context);
    }

    private static async Task BreakOffAsync(HttpContext context, RequestDelegate next)
    {
        var answer = await BufferedAnswer.RunAsync(context, next);
        await answer.SendAsync(context, answer.Length / 2);
    }
}
