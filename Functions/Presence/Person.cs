using System.Security.Cryptography;
using System.Text;

namespace Functions.Presence;

/// <summary>Somebody in one run of a meeting. The same human on two devices, or after a drop, may be two persons.</summary>
/// <param name="PersonId">Opaque, see <see cref="IdOf"/>.</param>
/// <param name="HandStudentId">The student whom the professor said this is.</param>
public sealed record Person(string PersonId, string RunUuid, PersonState State, string? HandStudentId = null)
{
    /// <summary>
    /// The person's key within a session: a digest of the run and the best identifier there is, in the order participant uuid,
    /// registrant id, Zoom user id, e-mail, name. Never <c>user_id</c>, which changes at every room move. Null when all are missing.
    /// </summary>
    public static string? IdOf(string runUuid, Participant who)
    {
        var identity = who switch
        {
            { Uuid: { } uuid } => "u\n" + uuid,
            { RegistrantId: { } registrant } => "r\n" + registrant,
            { ZoomUserId: { } zoomUser } => "z\n" + zoomUser,
            { Email: { } email } => "e\n" + StoredFolding.Email(email),
            { Name: { } name } => "n\n" + StoredFolding.Name(name),
            _ => null,
        };
        if (identity is null) return null;
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes($"{runUuid}\n{identity}"), digest);
        return System.Buffers.Text.Base64Url.EncodeToString(digest[..16]);
    }
}
