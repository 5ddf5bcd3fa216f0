using System.Text;
using Azure;
using Azure.Data.Tables;
using Functions.SignIn;
using Functions.Storage;

namespace Functions.Roster;

/// <summary>What binding a professor by hand did.</summary>
public enum Binding
{
    Bound,
    NoProfessor,

    /// <summary>Another professor signs in with this identity.</summary>
    Taken,
}

/// <summary>
/// Which professor signs in with which identity. The professor's row says it, and a row of the identity leads back, in one transaction:
/// there is no moment between the two.
/// </summary>
public sealed class ProfessorIdentities(Tables tables, TimeProvider time)
{
    private const int MostAttempts = 20;

    private static readonly string Partition = RosterRows.Partition(RosterRole.Professors);

    private readonly RecentIdentities recent = new(time);

    /// <summary>The professor who signs in with this identity, or null: one point read, or none soon after the last.</summary>
    public async ValueTask<string?> FindAsync(Identity identity, CancellationToken cancellationToken)
    {
        if (recent.Find(identity) is { } known) return known;
        if (await OwnerAsync(identity, cancellationToken) is not { } owner) return null;
        recent.Remember(identity, owner);
        return owner;
    }

    /// <summary>The identity of a professor, or null.</summary>
    public async Task<BoundIdentity?> ReadAsync(string professorId, CancellationToken cancellationToken) =>
        await RowAsync(professorId, cancellationToken) is { } row ? RosterRows.Identity(row) : null;

    /// <summary>
    /// Binds the professor with this e-mail, if there is one, and gives their id. Who is bound to an identity already stays with it.
    /// </summary>
    public async Task<string?> BindByEmailAsync(Identity identity, string email, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            if (await OwnerAsync(identity, cancellationToken) is { } owner) return owner;
            var lead = await tables.Roster.FindAsync(Partition, RosterRows.EmailKey(email), cancellationToken);
            if (lead?.GetString("id") is not { } id || await RowAsync(id, cancellationToken) is not { } row) return null;
            if (!IsSame(row.GetString("email"), email)) return null;

            // Another request of theirs may have bound them since the owner was read.
            if (RosterRows.Identity(row) is { } bound) return bound.Identity == identity ? id : null;
            if (await TryAsync(RosterRows.Binding(row, Now(identity)), attempt, cancellationToken)) return id;
        }
    }

    /// <summary>Binds a professor by hand, in place of an identity that they may have.</summary>
    public async Task<Binding> BindAsync(string professorId, Identity identity, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            if (await RowAsync(professorId, cancellationToken) is not { } row) return Binding.NoProfessor;
            if (await OwnerAsync(identity, cancellationToken) is { } owner) return owner == professorId ? Binding.Bound : Binding.Taken;
            var old = RosterRows.Identity(row);
            List<TableTransactionAction> changes = [.. RosterRows.Binding(row, Now(identity)), .. old is null ? [] : new[] { RosterRows.IdentityRemoval(row, old) }];
            if (!await TryAsync(changes, attempt, cancellationToken)) continue;
            if (old is not null) recent.Forget(old.Identity);
            return Binding.Bound;
        }
    }

    /// <summary>Takes the identity off a professor. False: they have none.</summary>
    public async Task<bool> UnbindAsync(string professorId, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            if (await RowAsync(professorId, cancellationToken) is not { } row || RosterRows.Identity(row) is not { } bound) return false;
            if (!await TryAsync(RosterRows.Unbinding(row, bound), attempt, cancellationToken)) continue;
            recent.Forget(bound.Identity);
            return true;
        }
    }

    // Letters beyond ASCII have lookalikes that folding makes the same: somebody else may have the other address.
    private static bool IsSame(string? email, string claimed) => email == claimed || (email is not null && Ascii.EqualsIgnoreCase(email, claimed));

    private BoundIdentity Now(Identity identity) => new(identity.Issuer, identity.Subject, time.GetUtcNow());

    private async Task<string?> OwnerAsync(Identity identity, CancellationToken cancellationToken) =>
        (await tables.Roster.FindAsync(Partition, RosterRows.IdentityKey(identity), cancellationToken))?.GetString("id");

    private Task<TableEntity?> RowAsync(string professorId, CancellationToken cancellationToken) =>
        tables.Roster.FindAsync(Partition, RosterRows.Key(professorId), cancellationToken);

    private async Task<bool> TryAsync(List<TableTransactionAction> changes, int attempt, CancellationToken cancellationToken)
    {
        try
        {
            await tables.Roster.SubmitTransactionAsync(changes, cancellationToken);
            return true;
        }
        catch (RequestFailedException exception) when (exception.IsRace() && attempt < MostAttempts)
        {
            // Somebody changed this professor a moment ago, or an answer of ours was lost: look again.
            return false;
        }
    }
}
