using ZoomSimulator.Clock;
using ZoomSimulator.Control;
using ZoomSimulator.Faults;
using ZoomSimulator.Meetings;
using ZoomSimulator.OAuth;
using ZoomSimulator.Rest;
using ZoomSimulator.Scenarios;
using ZoomSimulator.Users;
using ZoomSimulator.Webhooks;

namespace ZoomSimulator;

internal static class SimulatorServices
{
    public static void AddSimulator(this IServiceCollection services, SimulatorOptions options, TimeProvider time)
    {
        services.AddRoutingCore();
        services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);
        services.ConfigureHttpJsonOptions(json => Wire.Configure(json.SerializerOptions));
        services.AddSingleton(options)
            .AddSingleton(new SimClock(time, options.RetryScale))
            .AddSingleton(new SimRandom(options.Seed))
            .AddSingleton<UserDirectory>()
            .AddSingleton<AccessTokens>();
        services.AddEngine().AddWebhooks().AddRest();
        services.AddSingleton<ControlGate>().AddSingleton<ScenarioRunner>();
        services.AddHostedService(provider => provider.GetRequiredService<ScenarioRunner>());
    }

    private static IServiceCollection AddEngine(this IServiceCollection services) => services
        .AddSingleton<MeetingStore>()
        .AddSingleton<EngineSettings>()
        .AddSingleton<Identifiers>()
        .AddSingleton<LiveAccess>()
        .AddSingleton<CloudRecordings>()
        .AddSingleton<MeetingLifecycle>()
        .AddSingleton<MeetingPlanning>()
        .AddSingleton<People>()
        .AddSingleton<RoomMoves>()
        .AddSingleton<Rooms>()
        .AddSingleton<MeetingEngine>()
        .AddHostedService<MeetingFile>();

    private static IServiceCollection AddWebhooks(this IServiceCollection services) => services
        .AddSingleton<WebhookSubscription>()
        .AddSingleton<EventPublisher>()
        .AddSingleton<FaultSettings>()
        .AddSingleton<WebhookFaultPlan>()
        .AddSingleton<WebhookSender>()
        .AddSingleton<WebhookDeliverer>()
        .AddSingleton<DeliveryLog>()
        .AddSingleton<UrlValidator>()
        .AddHostedService<WebhookDispatcher>()
        .AddHostedService<ValidationSchedule>();

    private static void AddRest(this IServiceCollection services) => services
        .AddSingleton<TraceHeaders>()
        .AddSingleton<ApiFaultMiddleware>()
        .AddSingleton<TokenGate>()
        .AddSingleton<RateLimitGate>()
        .AddSingleton<RateLimiter>()
        .AddSingleton<PaidPlan>()
        .AddSingleton<DailyHostQuota>()
        .AddSingleton<PageTokens>()
        .AddSingleton<CreateMeeting>()
        .AddSingleton<MeetingEndpoints>()
        .AddSingleton<Registrations>()
        .AddSingleton<RegistrantEndpoints>()
        .AddSingleton<ListMeetings>();
}
