using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Functions.Tests.Fixtures;

namespace Functions.Tests.Roster;

/// <summary>Posting rosters as a script would.</summary>
internal static class Importing
{
    public const string Header = "role,id,name,email,zoom_user_id\n";

    public static Task<Answer> Import(this HttpClient client, object body) => client.Post("api/roster", body);

    public static Task<Answer> ImportCsv(this HttpClient client, string csv) => client.ImportBytes(Encoding.UTF8.GetBytes(csv));

    public static Task<Answer> PreviewCsv(this HttpClient client, string csv) =>
        client.ImportBytes(Encoding.UTF8.GetBytes(csv), path: "api/roster?dry_run=true");

    public static async Task<Answer> ImportBytes(
        this HttpClient client, byte[] body, string contentType = "text/csv", string path = "api/roster")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        var response = await client.SendAsync(request);
        return new(response.StatusCode, JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync()).RootElement, response);
    }

    /// <summary>Created, updated and unchanged.</summary>
    public static (int Created, int Updated, int Unchanged) Counts(this Answer answer) =>
        answer.Status == System.Net.HttpStatusCode.OK
            ? (answer["created"].GetInt32(), answer["updated"].GetInt32(), answer["unchanged"].GetInt32())
            : throw new InvalidOperationException($"{answer}");

    public static string Error(this Answer answer, string field) => answer["errors"].TryGetProperty(field, out var errors)
        ? errors[0].GetString()!
        : throw new InvalidOperationException($"No error of {field}: {answer}");
}
