using Microsoft.Extensions.Http.Resilience;
using Polly;

namespace Functions.Zoom;

/// <summary>What the handlers learn about a request while it is attempted, and the sender reads afterwards.</summary>
internal sealed class ZoomRequestState(ZoomOperation operation, ZoomDeadline deadline)
{
    private static readonly HttpRequestOptionsKey<ZoomRequestState> Key = new("zoom");

    public ZoomOperation Operation { get; } = operation;

    public ZoomDeadline Deadline { get; } = deadline;

    /// <summary>How often it was sent, the attempt under way included.</summary>
    public int Attempts { get; set; }

    /// <summary>Some attempt may have taken effect at Zoom.</summary>
    public bool MayHaveActed { get; set; }

    /// <summary>What Zoom's last answer refused, if it did.</summary>
    public ZoomError? Error { get; set; }

    public static ZoomRequestState Attach(HttpRequestMessage request, ZoomOperation operation, ZoomDeadline deadline)
    {
        var state = new ZoomRequestState(operation, deadline);
        request.Options.Set(Key, state);
        return state;
    }

    public static ZoomRequestState Of(ResilienceContext context) =>
        Of(context.GetRequestMessage() ?? throw new InvalidOperationException("A call without a request."));

    public static ZoomRequestState Of(HttpRequestMessage request) =>
        request.Options.TryGetValue(Key, out var state) ? state : throw new InvalidOperationException("Not a request of the Zoom client.");
}
