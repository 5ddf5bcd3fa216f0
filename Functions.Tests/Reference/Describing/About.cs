using System.Text.Json.Nodes;
using Functions.Http;

namespace Functions.Tests.Reference.Describing;

/// <summary>What the document says of the API as a whole.</summary>
internal static class About
{
    public const string OperatorKey = "operator_key";
    public const string ProfessorToken = "professor_token";

    /// <summary>In the order in which the document has them.</summary>
    public static readonly (string Name, string Description)[] Tags =
    [
        ("Sessions", "A class: a meeting at Zoom with a breakout room for each student, and who is where in it."),
        ("Corrections", "What Zoom does not tell, said by hand: who somebody is, and which room is whose."),
        ("Roster", "Professors and students."),
        ("Live channel", "Hints that something has changed, over SignalR."),
        ("Zoom", "Between this API and Zoom."),
        ("Dead letters", "Events that nobody could read. They are kept for 30 days."),
        ("About", "This API itself. Open to everybody."),
    ];

    private const string Description =
        """
        A professor starts a session, every student gets a breakout room of their own in a Zoom meeting, and the professor sees, live, who is where.

        - **JSON** in snake_case. Unknown fields of a request are refused by name. Ids are opaque text; a number is taken where an id is
          expected. Times are RFC 3339, in UTC where they are answered.
        - **Errors** are problem details (RFC 9457) with a `trace_id` always, `errors` by field for `urn:problem:validation`, and
          `retry_after` where the header Retry-After is sent. A path that is not described here, and a method that a path does not have, are
          404 without a body: the host answers them, before this API sees them.
        - **Callers** send exactly one credential. What only the operator may do is refused to a professor with `urn:problem:forbidden`; sessions
          of others do not exist for them. A token that is right, of somebody who is no professor here, is forbidden everything.
        - **Lists** come in pages: send `next_cursor` as `cursor` until it is null. A page may hold fewer than its limit and not be the last.
        - **Versions**: the `ETag` of a session is also its member `version`; sent as If-None-Match it is answered with 304 as long as nothing changes.
        - **Examples** are answers of a class that was played with a simulated Zoom. Names of servers, tokens and digests in them are stand-ins.
        """;

    public static JsonObject Info() => new()
    {
        ["title"] = "Class sessions in breakout rooms",
        ["version"] = typeof(Backend).Assembly.GetName().Version!.ToString(3),
        ["description"] = Description.ReplaceLineEndings("\n"),
        ["license"] = new JsonObject { ["name"] = "MIT", ["identifier"] = "MIT" },
    };

    public static JsonObject Credentials() => new()
    {
        [OperatorKey] = new JsonObject
        {
            ["type"] = "apiKey",
            ["in"] = "header",
            ["name"] = CallerMiddleware.ApiKeyHeader,
            ["description"] = "The operator key: whoever sends it may do everything. It is never read from a URL.",
        },
        [ProfessorToken] = new JsonObject
        {
            ["type"] = "http",
            ["scheme"] = "bearer",
            ["bearerFormat"] = "JWT",
            ["description"] = "An access token of the configured OpenID provider. Its professor sees and changes their own sessions, and nobody else's.",
        },
    };
}
