namespace Functions.Secrets;

/// <summary>The secret source never answered, so nobody knows whether there is a value. Worth trying again soon.</summary>
public sealed class SecretUnavailableException : Exception
{
    public SecretUnavailableException()
        : this("A secret could not be read.")
    {
    }

    public SecretUnavailableException(string message)
        : base(message)
    {
    }

    public SecretUnavailableException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    internal static SecretUnavailableException For(string name, Exception cause) => new($"The secret '{name}' could not be read.", cause);
}
