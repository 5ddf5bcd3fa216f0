using System.Text.Json.Nodes;

namespace Functions.Tests.Infra;

/// <summary>A compiled template, with the modules that it deploys.</summary>
internal sealed class Template(JsonObject json)
{
    public JsonObject Parameters => json["parameters"]?.AsObject() ?? [];

    public JsonObject Outputs => json["outputs"]?.AsObject() ?? [];

    public JsonObject Variables => json["variables"]?.AsObject() ?? [];

    /// <summary>All resources but the modules themselves, also the modules' own.</summary>
    public IReadOnlyList<JsonObject> Resources => [.. Modules.SelectMany(m => m.Template.Resources).Concat(Own.Where(r => !IsModule(r)))];

    /// <summary>By the name it has in the source, what it is given, and what it is.</summary>
    public IEnumerable<(string Name, JsonObject Deployment, Template Template)> Modules =>
        Named.Where(r => IsModule(r.Resource)).Select(r => (r.Name, r.Resource, new Template(r.Resource["properties"]!["template"]!.AsObject())));

    private IEnumerable<JsonObject> Own => Named.Select(r => r.Resource).Where(r => r["existing"]?.GetValue<bool>() != true);

    // A list, where none refers to another by its name.
    private IEnumerable<(string Name, JsonObject Resource)> Named => json["resources"] is JsonObject named
        ? named.Select(r => (r.Key, r.Value!.AsObject()))
        : json["resources"]!.AsArray().Select(r => (r!["name"]!.GetValue<string>(), r.AsObject()));

    public Template Module(string name) => Modules.Single(m => m.Name == name).Template;

    /// <summary>What a module's parameter is given, where it is a plain value or an expression.</summary>
    public JsonNode Given(string module, string parameter) =>
        Modules.Single(m => m.Name == module).Deployment["properties"]!["parameters"]![parameter]!["value"]!;

    public IReadOnlyList<JsonObject> OfType(string type) => [.. Resources.Where(r => r["type"]!.GetValue<string>() == type)];

    public JsonObject Only(string type) => Assert.Single(OfType(type));

    private static bool IsModule(JsonObject resource) => resource["type"]!.GetValue<string>() == "Microsoft.Resources/deployments";
}
