using System.Globalization;
using System.Text.Json.Nodes;
using Functions.Http;
using Functions.Presence;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace Functions.Tests.Reference.Describing;

/// <summary>What an operation answers, by status. Problems that several operations have in common are components.</summary>
internal sealed class Answers(Schemas schemas)
{
    public const string ProblemType = "application/problem+json";

    private readonly SortedDictionary<string, JsonObject> refusals = new(StringComparer.Ordinal);

    public JsonObject Components() => new(refusals.Select(r => KeyValuePair.Create(r.Key, (JsonNode?)r.Value)));

    public JsonObject Of(Operation operation)
    {
        var answers = new SortedDictionary<int, JsonObject>();
        foreach (var declared in operation.Answers.GroupBy(a => a.StatusCode)) answers[declared.Key] = Declared(operation, [.. declared]);
        if (operation.ChecksVersion) answers[StatusCodes.Status304NotModified] = Answer("The version that is known is still the last.", Headers.ETag());
        foreach (var problems in operation.Refusals.GroupBy(p => p.Status))
            answers[problems.Key] = answers.TryGetValue(problems.Key, out var other) ? WithProblems(other, [.. problems]) : Refusal(problems.Key, [.. problems]);
        return new(answers.Select(a => KeyValuePair.Create(a.Key.ToString(CultureInfo.InvariantCulture), (JsonNode?)a.Value)));
    }

    private JsonObject Declared(Operation operation, IReadOnlyList<ProducesResponseTypeAttribute> declared)
    {
        var description = declared.Select(d => d.Description).FirstOrDefault(d => d is not null)
            ?? throw operation.Lacks($"a Description of its answer {declared[0].StatusCode}");
        var hasETag = operation.ChecksVersion || declared[0].Type == typeof(Snapshot);
        var answer = Answer(description, [
            .. declared[0].StatusCode == StatusCodes.Status201Created ? Headers.Location() : [],
            .. hasETag ? Headers.ETag() : [],
        ]);
        var content = new JsonObject();
        foreach (var one in declared.Where(d => d.Type != typeof(void)))
        {
            foreach (var type in TypesOf(one)) content[type] = new JsonObject { ["schema"] = schemas.Of(one.Type) };
        }

        if (content.Count > 0) answer["content"] = content;
        return answer;
    }

    private JsonObject Refusal(int status, IReadOnlyList<Problem> problems)
    {
        var ordered = problems.OrderBy(p => p.Type, StringComparer.Ordinal).ToArray();
        var name = string.Join("Or", ordered.Select(p => NameOf(p.Type)).Distinct(StringComparer.Ordinal));
        var description = string.Join('\n', ordered.Select(Line).Distinct(StringComparer.Ordinal));
        refusals.TryAdd(name, WithProblems(Answer(description, Headers.Of(status, ordered)), ordered));
        return new JsonObject { ["$ref"] = $"#/components/responses/{name}" };
    }

    private JsonObject WithProblems(JsonObject answer, IReadOnlyList<Problem> problems)
    {
        var content = answer["content"]?.AsObject() ?? [];
        var types = problems.Select(p => p.Type).Distinct(StringComparer.Ordinal).Select(t => JsonValue.Create(t));
        content[ProblemType] = new JsonObject
        {
            ["schema"] = new JsonObject
            {
                ["allOf"] = new JsonArray(
                    schemas.Of(typeof(Problem)),
                    new JsonObject
                    {
                        ["type"] = "object",
                        ["properties"] = new JsonObject
                        {
                            ["type"] = new JsonObject { ["enum"] = new JsonArray([.. types]) },
                            ["status"] = new JsonObject { ["const"] = problems[0].Status },
                        },
                    }),
            },
        };
        answer["content"] = content;
        return answer;
    }

    private static string Line(Problem problem) => $"- `{problem.Type}`: {problem.Title}";

    private static JsonObject Answer(string description, IReadOnlyList<(string Name, JsonObject Header)> headers)
    {
        var answer = new JsonObject { ["description"] = description };
        if (headers.Count > 0) answer["headers"] = new JsonObject(headers.Select(h => KeyValuePair.Create(h.Name, (JsonNode?)h.Header)));
        return answer;
    }

    private static IEnumerable<string> TypesOf(ProducesResponseTypeAttribute declared)
    {
        var types = new Microsoft.AspNetCore.Mvc.Formatters.MediaTypeCollection();
        ((Microsoft.AspNetCore.Mvc.ApiExplorer.IApiResponseMetadataProvider)declared).SetContentTypes(types);
        return types.Count > 0 ? types : ["application/json"];
    }

    // urn:problem:not-found: NotFound
    private static string NameOf(string type) =>
        string.Concat(type["urn:problem:".Length..].Split('-').Select(word => char.ToUpperInvariant(word[0]) + word[1..]));
}
