namespace Functions.Secrets;

/// <summary>Where secrets come from: Key Vault in the cloud, configuration elsewhere.</summary>
public interface ISecretSource
{
    /// <summary>
    /// The secret's values, newest first: at most one of <see cref="SecretNames.ZoomClientSecret"/>, at most two of the others,
    /// trimmed, never an empty one. An empty list means that none is configured.
    /// </summary>
    /// <exception cref="SecretUnavailableException">The source has never answered for this secret.</exception>
    ValueTask<IReadOnlyList<string>> GetAsync(string name, CancellationToken cancellationToken);

    /// <summary>
    /// Reads the source again now, at most once per 15 seconds, name and process, and gives the newest values known: the
    /// ones from before when the source is away or was just asked.
    /// </summary>
    /// <exception cref="SecretUnavailableException">The source has never answered for this secret.</exception>
    ValueTask<IReadOnlyList<string>> RefreshAsync(string name, CancellationToken cancellationToken);

    /// <summary>Whether the source answered when it was last asked for this secret: if not, there may be a newer value.</summary>
    bool IsCurrent(string name);
}
