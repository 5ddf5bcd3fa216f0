using Functions.Http;
using Functions.Realtime;
using Functions.Roster;
using Functions.Secrets;
using Functions.Sessions;
using Functions.Sessions.Forgetting;
using Functions.Sessions.Participants;
using Functions.Sessions.Reconciling;
using Functions.Sessions.Recordings;
using Functions.Settings;
using Functions.SignIn;
using Functions.Storage;
using Functions.Telemetry;
using Functions.Webhooks;
using Functions.Zoom;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;

namespace Functions;

/// <summary>Everything the functions need, for either host.</summary>
public static class Backend
{
    public static void AddBackend(this IHostApplicationBuilder builder)
    {
        builder.Logging.AddFilter("System.Net.Http.HttpClient", LogLevel.Warning).AddFilter("Polly", LogLevel.Warning).AddFilter("Azure", LogLevel.Warning);

        // On Azure the host has the lines already; elsewhere whoever starts the app may want them on its console, with category and event id.
        if (builder.Configuration.GetSection("Logging:Console").Exists())
            builder.Logging.AddConfiguration(builder.Configuration.GetSection("Logging")).AddSimpleConsole(OneLine).AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Warning);

        // Two lines for each request, of how its halves found each other.
        builder.Logging.AddFilter("Microsoft.Azure.Functions.Worker", LogLevel.Warning);

        // These write every request's path and query, and the worker leaves them as they are.
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning).AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None);
        var (services, configuration) = (builder.Services, builder.Configuration);
        services.AddSettingsCheck().AddSingleton(TimeProvider.System);
        builder.AddTelemetry();

        // At their finest these loggers write addresses and headers, and those hold e-mails and tokens.
        services.ConfigureHttpClientDefaults(http => http.RemoveAllLoggers());

        // The hub's connection is made by a hosted service, so it comes before all that may use it.
        services.AddServerlessHub<SessionHub>().AddTransient<SessionHub>().AddSingleton<RealtimeTelemetry>().AddSingleton<SessionNotifier>();
        services.AddSecrets(configuration).AddSingleton<HealthProbe>();
        services.AddSignIn(configuration);
        services.AddStorage(configuration).AddSingleton<OpenWork>();
        services.AddZoom(configuration);
        services.AddSingleton<RosterStore>().AddSingleton<RosterHandler>().AddSingleton<RosterImporter>();
        services.AddWebhooks(configuration);
        services.AddSessions(configuration);
    }

    private static void OneLine(SimpleConsoleFormatterOptions console)
    {
        console.SingleLine = true;
        console.UseUtcTimestamp = true;
        console.TimestampFormat = "HH:mm:ss.fff'Z' ";
    }

    private static IServiceCollection AddWebhooks(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<WebhooksOptions>().Configure(o => TypedSettings.Bind(configuration, "Webhooks", o)).ValidateOnStart();
        return services.AddMetrics()
            .AddSingleton<MeetingDirectory>().AddSingleton<Turns>().AddSingleton<SessionWaker>()
            .AddSingleton<EventRecorder>().AddSingleton<EventIntake>().AddSingleton<WebhookReceiver>()
            .AddSingleton<DeadLetterStore>().AddSingleton<DeadLetterReplay>().AddSingleton<WebhookMetrics>().AddSingleton<WebhookPulse>();
    }

    private static IServiceCollection AddSessions(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<IValidateOptions<SessionsOptions>, SessionsOptionsValidator>();
        services.AddOptions<SessionsOptions>().Configure(o => TypedSettings.Bind(configuration, "Sessions", o)).ValidateOnStart();
        return services
            .AddSingleton<SessionTelemetry>().AddSingleton<SessionStore>().AddSingleton<SessionDirectory>()
            .AddSingleton<SessionReader>().AddSingleton<SessionLists>().AddSingleton<SessionLister>()
            .AddSingleton<CreateSessionRules>().AddSingleton<CreateAllowance>().AddSingleton<StudentFinder>()
            .AddSingleton<SessionPlanner>().AddSingleton<MeetingMaker>().AddSingleton<SessionOpener>()
            .AddSingleton<SessionCreator>()
            .AddSingleton<WorkSchedule>().AddSingleton<PendingPlans>().AddSingleton<SessionUpdater>()
            .AddSingleton<SessionEnder>().AddSingleton<HandCorrections>()
            .AddSingleton<TimelineReader>().AddSingleton<SessionRecordings>().AddSingleton<LiveList>()
            .AddSingleton<ParticipantReader>().AddSingleton<CredentialsCheck>().AddSingleton<SessionCheck>()
            .AddSingleton<SessionRepair>()
            .AddSingleton<Reconciler>().AddSingleton<ReconcilerMetrics>().AddSingleton<ReconcilerPulse>().AddSingleton<ReconcilerRound>().AddSingleton<CreationFinisher>()
            .AddSingleton<SessionWatch>().AddSingleton<MeetingLook>().AddSingleton<ChangesAtZoom>()
            .AddSingleton<SessionReopener>().AddSingleton<PastRuns>().AddSingleton<CatchUp>().AddSingleton<ListFiller>()
            .AddSingleton<Retention>().AddSingleton<SessionForgetter>().AddSingleton<StudentErasure>().AddSingleton<SessionEraser>();
    }
}
