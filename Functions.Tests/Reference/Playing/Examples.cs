using System.Text.Json.Nodes;
using Functions.Tests.Reference.Describing;
using Functions.Tests.Reference.Holding;

namespace Functions.Tests.Reference.Playing;

/// <summary>
/// Puts what was recorded into a document: requests and answers beside their operations, problems beside everything that may answer them.
/// </summary>
internal sealed class Examples(JsonObject document, StandIns standIns)
{
    private readonly Contract contract = new(document);

    public void Add(IEnumerable<Recorded> recorded)
    {
        foreach (var one in recorded)
        {
            var operation = contract.Find(one.Exchange.Method, one.Exchange.Path)
                ?? throw new InvalidOperationException($"{one.Exchange.Path} is not described.");
            if (one.Exchange.Answered is { Type: Answers.ProblemType } problem) AddProblem(one, problem);
            else AddAnswer(one, operation);
        }
    }

    private void AddAnswer(Recorded one, JsonObject operation)
    {
        if (one.Exchange.Status >= 400) throw new InvalidOperationException($"{one.Exchange.Path} was to give an example, and answered {one.Exchange.Status}.");
        if (one.Exchange.Sent is { } sent && operation["requestBody"]?["content"]?[sent.Type] is { } taken) Add(taken, one, sent);
        if (one.Exchange.Answered is { } answered) Add(contract.AnswerOf(operation, one.Exchange.Status)!["content"]![answered.Type]!, one, answered);
    }

    private void Add(JsonNode content, Recorded one, Content value)
    {
        if (content["examples"] is null) content["examples"] = new JsonObject();
        content["examples"]![one.Name] = Example(one.Summary, value);
    }

    private void AddProblem(Recorded one, Content problem)
    {
        var type = problem.Json!["type"]!.GetValue<string>();
        var name = type[(type.LastIndexOf(':') + 1)..];
        if (name != one.Name) throw new InvalidOperationException($"{one.Exchange.Path} was to answer {one.Name}, and answered {problem.Text}.");
        if (document["components"]!["examples"] is null) document["components"]!["examples"] = new JsonObject();
        document["components"]!["examples"]![name] = Example(one.Summary, problem);
        foreach (var (_, answer) in document["components"]!["responses"]!.AsObject())
        {
            var content = answer!["content"]![Answers.ProblemType]!;
            var types = content["schema"]!["allOf"]![1]!["properties"]!["type"]!["enum"]!.AsArray();
            if (types.All(t => t!.GetValue<string>() != type)) continue;
            if (content["examples"] is null) content["examples"] = new JsonObject();
            content["examples"]![name] = new JsonObject { ["$ref"] = $"#/components/examples/{name}" };
        }
    }

    private JsonObject Example(string summary, Content value) => new()
    {
        ["summary"] = summary,
        ["value"] = value.IsJson ? standIns.Json(value.Json) : standIns.Text(value.Text),
    };
}
