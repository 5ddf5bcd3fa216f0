using Microsoft.AspNetCore.SignalR;

namespace Functions.SignalRService;

/// <summary>Sends to users, who are connected to the service. The functions use nothing else of what a serverless hub could do.</summary>
internal sealed class RestLifetimeManager<THub>(ServiceHub hub) : HubLifetimeManager<THub>
    where THub : Hub
{
    public override Task SendUserAsync(string userId, string methodName, object?[] args, CancellationToken cancellationToken = default) =>
        hub.SendToUserAsync(userId, methodName, args, cancellationToken);

    public override Task SendUsersAsync(
        IReadOnlyList<string> userIds, string methodName, object?[] args, CancellationToken cancellationToken = default) =>
        Task.WhenAll(userIds.Select(userId => SendUserAsync(userId, methodName, args, cancellationToken)));

    public override Task SendAllAsync(string methodName, object?[] args, CancellationToken cancellationToken = default) =>
        throw UsersOnly();

    public override Task SendAllExceptAsync(
        string methodName, object?[] args, IReadOnlyList<string> excludedConnectionIds, CancellationToken cancellationToken = default) =>
        throw UsersOnly();

    public override Task SendConnectionAsync(
        string connectionId, string methodName, object?[] args, CancellationToken cancellationToken = default) => throw UsersOnly();

    public override Task SendConnectionsAsync(
        IReadOnlyList<string> connectionIds, string methodName, object?[] args, CancellationToken cancellationToken = default) =>
        throw UsersOnly();

    public override Task SendGroupAsync(
        string groupName, string methodName, object?[] args, CancellationToken cancellationToken = default) => throw UsersOnly();

    public override Task SendGroupsAsync(
        IReadOnlyList<string> groupNames, string methodName, object?[] args, CancellationToken cancellationToken = default) =>
        throw UsersOnly();

    public override Task SendGroupExceptAsync(
        string groupName,
        string methodName,
        object?[] args,
        IReadOnlyList<string> excludedConnectionIds,
        CancellationToken cancellationToken = default) => throw UsersOnly();

    public override Task AddToGroupAsync(string connectionId, string groupName, CancellationToken cancellationToken = default) =>
        throw UsersOnly();

    public override Task RemoveFromGroupAsync(string connectionId, string groupName, CancellationToken cancellationToken = default) =>
        throw UsersOnly();

    public override Task OnConnectedAsync(HubConnectionContext connection) => throw UsersOnly();

    public override Task OnDisconnectedAsync(HubConnectionContext connection) => throw UsersOnly();

    private static NotSupportedException UsersOnly() =>
        new("Functions.SignalRService sends to users only. Build with SignalRService=package for all that the service can do.");
}
