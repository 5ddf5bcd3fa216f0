using System.Text.Json.Serialization;

namespace Functions.Zoom;

/// <summary>Zoom's JSON: snake_case, unknown fields ignored, numbers sometimes as text.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    NumberHandling = JsonNumberHandling.AllowReadingFromString)]
[JsonSerializable(typeof(ZoomMeetingRequest))]
[JsonSerializable(typeof(ZoomMeetingUpdate))]
[JsonSerializable(typeof(ZoomStatusRequest))]
[JsonSerializable(typeof(ZoomMeeting))]
[JsonSerializable(typeof(ZoomMeetingPage))]
[JsonSerializable(typeof(ZoomReportPage))]
[JsonSerializable(typeof(ZoomPastInstances))]
[JsonSerializable(typeof(ZoomPastMeeting))]
[JsonSerializable(typeof(ZoomLivePage))]
[JsonSerializable(typeof(ZoomRecording))]
[JsonSerializable(typeof(ZoomUser))]
[JsonSerializable(typeof(ZoomUserSettings))]
[JsonSerializable(typeof(ZoomTokenAnswer))]
[JsonSerializable(typeof(ZoomErrorBody))]
internal sealed partial class ZoomJson : JsonSerializerContext;

internal sealed record ZoomStatusRequest(string Action);
