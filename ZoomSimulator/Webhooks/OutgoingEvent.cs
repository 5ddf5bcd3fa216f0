namespace ZoomSimulator.Webhooks;

/// <summary>An event ready to go: the body exactly as it will be sent and signed.</summary>
internal sealed record OutgoingEvent(string Name, long MeetingId, ReadOnlyMemory<byte> Body, TimeSpan After);
