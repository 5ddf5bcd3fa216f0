namespace Functions.Secrets;

/// <summary>The secrets of this app, by their names in Key Vault.</summary>
public static class SecretNames
{
    /// <summary>The client secret of the Zoom server-to-server app. One value counts.</summary>
    public const string ZoomClientSecret = "zoom-client-secret";

    /// <summary>The secret token that Zoom signs webhooks with. The newest two values count, so that it can be rotated.</summary>
    public const string ZoomWebhookSecret = "zoom-webhook-secret";

    /// <summary>The operator key. The newest two values count, so that it can be rotated.</summary>
    public const string OperatorKey = "operator-key";

    /// <summary>How many of a secret's values count.</summary>
    internal static int ValuesThatCount(string name) => name is ZoomClientSecret ? 1 : 2;
}
