using System.Text.Json.Nodes;
using Functions.Tests.Fixtures;
using Functions.Tests.Reference.Describing;
using Functions.Tests.Reference.Playing;

namespace Functions.Tests.Reference;

/// <summary>The document as code and play give it, and the one that is committed.</summary>
internal static class PlayedDocument
{
    public static string File { get; } = Path.Combine(Repository.Root, "docs", "openapi.json");

    /// <summary>Set by tools/openapi: the committed document is to be written anew.</summary>
    public static bool IsToBeWritten { get; } = Environment.GetEnvironmentVariable("OPENAPI_WRITE") == "1";

    public static JsonObject Committed { get; } = JsonNode.Parse(System.IO.File.ReadAllText(File))!.AsObject();

    public static async Task<string> MakeAsync(Classroom classroom)
    {
        await using var stage = await Stage.SetAsync(classroom, Play.Start);
        await new Play(stage).RunAsync();
        var document = ApiDocument.Of();
        new Examples(document, new StandIns(stage.App.BaseUrl, stage.Zoom.BaseUrl)).Add(stage.Recorder.Kept);
        return ApiDocument.Text(document);
    }
}
