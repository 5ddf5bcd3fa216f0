using Microsoft.AspNetCore.SignalR;

namespace Functions.SelfHost.SignalR;

internal sealed class UserIdFromToken : IUserIdProvider
{
    public string? GetUserId(HubConnectionContext connection) => connection.User.FindFirst(ClientTokens.UserIdClaim)?.Value;
}
