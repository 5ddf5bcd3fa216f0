using System.Collections.Concurrent;

namespace ZoomSimulator.Users;

/// <summary>Everybody at example.edu, unless the control API says otherwise.</summary>
internal sealed class UserDirectory
{
    private const string Domain = "@example.edu";

    private readonly ConcurrentDictionary<string, ZoomUser> _byEmail = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, string> _emailById = new(StringComparer.Ordinal);

    public IEnumerable<ZoomUser> Changed => _byEmail.Values.OrderBy(user => user.Email, StringComparer.Ordinal);

    /// <summary>By e-mail or by the opaque id; null when there is no such user.</summary>
    public ZoomUser? Find(string idOrEmail)
    {
        var email = _emailById.TryGetValue(idOrEmail, out var known) ? known : Normal(idOrEmail);
        var user = _byEmail.TryGetValue(email, out var changed) ? changed : Default(email);
        if (user is not { Exists: true })
            return null;
        _emailById[user.Id] = user.Email;
        return user;
    }

    public ZoomUser Change(string email, Func<ZoomUser, ZoomUser> change)
    {
        email = Normal(email);
        var user = _byEmail.AddOrUpdate(email, _ => change(new ZoomUser(email)), (_, old) => change(old));
        _emailById[user.Id] = user.Email;
        return user;
    }

    private static ZoomUser? Default(string email) =>
        email.EndsWith(Domain, StringComparison.Ordinal) && email.Length > Domain.Length ? new ZoomUser(email) : null;

    private static string Normal(string email) => email.Trim().ToLowerInvariant();
}
