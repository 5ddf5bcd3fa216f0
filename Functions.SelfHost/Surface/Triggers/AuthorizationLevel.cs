namespace Microsoft.Azure.Functions.Worker;

/// <summary>Who may call an HTTP-triggered function.</summary>
public enum AuthorizationLevel
{
    /// <summary>Anybody reaches the function; it decides for itself. The only level this host accepts.</summary>
    Anonymous = 0,

    /// <summary>A signed-in user.</summary>
    User = 1,

    /// <summary>A key of the function or the host.</summary>
    Function = 2,

    /// <summary>A system key.</summary>
    System = 3,

    /// <summary>The master key.</summary>
    Admin = 4,
}
