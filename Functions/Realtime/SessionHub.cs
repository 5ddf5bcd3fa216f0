using Microsoft.Azure.Functions.Worker.SignalRService;
using Microsoft.Azure.SignalR.Management;

namespace Functions.Realtime;

/// <summary>The hub, in serverless shape: pages only listen. Messages go to a professor, on all their pages.</summary>
[SignalRConnection("AzureSignalRConnectionString")]
public sealed class SessionHub(IServiceProvider services) : ServerlessHub<ISessionClient>(services)
{
    private static readonly TimeSpan TokenLifetime = TimeSpan.FromHours(1);

    public ISessionClient Professor(string professorId) => Clients.User(UserOf(professorId));

    /// <summary><c>{"url": …, "accessToken": …}</c></summary>
    public Task<BinaryData> NegotiateFor(string professorId) =>
        NegotiateAsync(new NegotiationOptions { UserId = UserOf(professorId), TokenLifetime = TokenLifetime });

    private static string UserOf(string professorId) => $"professor:{professorId}";
}
