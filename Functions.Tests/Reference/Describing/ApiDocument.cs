using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Functions.Http;

namespace Functions.Tests.Reference.Describing;

/// <summary>Makes the OpenAPI document of the app: from its functions, attributes, JSON contexts and comments.</summary>
internal static class ApiDocument
{
    private static readonly string[] Methods = ["post", "get", "put", "patch", "delete"];

    private static readonly JsonSerializerOptions Format = new()
    {
        WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string Text(JsonObject document) => document.ToJsonString(Format) + "\n";

    /// <param name="which">Only these operations; by default all, so that one that lacks its attributes is an error.</param>
    public static JsonObject Of(Func<Operation, bool>? which = null)
    {
        var comments = new XmlComments(typeof(Backend).Assembly);
        var schemas = new Schemas(comments);
        var answers = new Answers(schemas);
        var operations = Operation.All.Where(which ?? (_ => true))
            .OrderBy(o => Array.FindIndex(About.Tags, t => t.Name == o.Tag))
            .ThenBy(o => o.Path, StringComparer.Ordinal)
            .ThenBy(o => Array.IndexOf(Methods, o.HttpMethod));
        var paths = new JsonObject();
        foreach (var operation in operations)
        {
            if (!About.Tags.Any(t => t.Name == operation.Tag)) throw operation.Lacks("a tag that About knows");
            if (paths[operation.Path] is null) paths[operation.Path] = new JsonObject();
            paths[operation.Path]![operation.HttpMethod] = Describe(operation, comments, schemas, answers);
        }

        Narrow(schemas);
        return new JsonObject
        {
            ["openapi"] = "3.1.1",
            ["info"] = About.Info(),
            ["servers"] = new JsonArray(new JsonObject { ["url"] = "/", ["description"] = "Where this document came from." }),
            ["security"] = new JsonArray(
                new JsonObject { [About.OperatorKey] = new JsonArray() }, new JsonObject { [About.ProfessorToken] = new JsonArray() }),
            ["tags"] = new JsonArray([.. About.Tags.Select(t => new JsonObject { ["name"] = t.Name, ["description"] = t.Description })]),
            ["paths"] = paths,
            ["components"] = new JsonObject
            {
                ["schemas"] = schemas.Components(),
                ["responses"] = answers.Components(),
                ["securitySchemes"] = About.Credentials(),
            },
        };
    }

    private static JsonObject Describe(Operation operation, XmlComments comments, Schemas schemas, Answers answers)
    {
        var described = new JsonObject
        {
            ["operationId"] = operation.Name,
            ["tags"] = new JsonArray(operation.Tag),
            ["summary"] = operation.Summary,
            ["description"] = comments.Of(operation.Method) ?? throw operation.Lacks("a <summary>, of its own or of its class"),
        };
        if (operation.IsOpen) described["security"] = new JsonArray();
        if (Parameters.Of(operation, schemas) is { Count: > 0 } parameters) described["parameters"] = parameters;
        if (operation.Body is { } body)
        {
            var content = new JsonObject { ["application/json"] = new JsonObject { ["schema"] = schemas.Of(body.Type, isRequest: true) } };
            if (body.AlsoAs is { } other) content[other] = new JsonObject { ["schema"] = new JsonObject { ["type"] = "string" } };
            described["requestBody"] = new JsonObject { ["required"] = !body.IsOptional, ["content"] = content };
        }

        described["responses"] = answers.Of(operation);
        return described;
    }

    // What the types leave open, and the code does not.
    private static void Narrow(Schemas schemas)
    {
        var problem = schemas.Component(typeof(Problem));
        problem["properties"]!["type"]!["enum"] = new JsonArray([.. KnownProblems.Types.Select(t => JsonValue.Create(t))]);
        problem["required"]!.AsArray().Add("trace_id");
    }
}
