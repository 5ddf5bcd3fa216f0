namespace Functions.Webhooks;

/// <summary>Section <c>Webhooks</c>.</summary>
public sealed class WebhooksOptions
{
    /// <summary>
    /// While this moment lies ahead, a signature that does not match is answered with 503 instead of 401, so that Zoom sends again
    /// what it signed with a secret that has not arrived here yet. <c>Webhooks__RotationUntil=2026-03-01T10:00:00Z</c>
    /// </summary>
    public DateTimeOffset? RotationUntil { get; set; }
}
