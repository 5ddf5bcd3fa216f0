using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>Marks the <c>HttpRequest</c> parameter of a function that answers HTTP requests.</summary>
public sealed class HttpTriggerAttribute : TriggerBindingAttribute
{
    /// <summary>Any method, level <see cref="AuthorizationLevel.Function"/>.</summary>
    public HttpTriggerAttribute()
        : this(AuthorizationLevel.Function)
    {
    }

    /// <summary>The given methods, level <see cref="AuthorizationLevel.Function"/>.</summary>
    /// <param name="methods">HTTP methods in any letter case.</param>
    public HttpTriggerAttribute(params string[] methods)
        : this(AuthorizationLevel.Function, methods)
    {
    }

    /// <summary>Any method.</summary>
    /// <param name="authLevel">Who may call.</param>
    public HttpTriggerAttribute(AuthorizationLevel authLevel)
    {
        AuthLevel = authLevel;
    }

    /// <summary>The given methods.</summary>
    /// <param name="authLevel">Who may call.</param>
    /// <param name="methods">HTTP methods in any letter case.</param>
    public HttpTriggerAttribute(AuthorizationLevel authLevel, params string[] methods)
    {
        AuthLevel = authLevel;
        Methods = methods;
    }

    /// <summary>Who may call.</summary>
    public AuthorizationLevel AuthLevel { get; }

    /// <summary>The methods the function answers, or null for all.</summary>
    public string[]? Methods { get; }

    /// <summary>
    /// The route template below the route prefix of host.json, without a leading slash: <c>sessions/{session_id}</c>.
    /// Null: the function's name.
    /// </summary>
    public string? Route { get; set; }
}
