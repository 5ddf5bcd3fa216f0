using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Functions.Tests.Reference.Describing;

/// <summary>The comments of an assembly, as the compiler keeps them beside it, in Markdown.</summary>
internal sealed partial class XmlComments(Assembly assembly)
{
    private readonly Dictionary<string, XElement> members = XDocument.Load(Path.ChangeExtension(assembly.Location, ".xml"))
        .Descendants("member").ToDictionary(m => m.Attribute("name")!.Value, StringComparer.Ordinal);

    public string? Of(Type type) => Text(Find($"T:{NameOf(type)}")?.Element("summary"));

    /// <summary>A property's own comment, or what the record's says of the parameter it is made from.</summary>
    public string? Of(PropertyInfo property) =>
        Text(Find($"P:{NameOf(property.DeclaringType!)}.{property.Name}")?.Element("summary"))
        ?? Text(Find($"T:{NameOf(property.DeclaringType!)}")?.Elements("param").FirstOrDefault(p => p.Attribute("name")!.Value == property.Name));

    /// <summary>A method's own comment, or its class's.</summary>
    public string? Of(MethodInfo method)
    {
        var name = $"M:{NameOf(method.DeclaringType!)}.{method.Name}(";
        return Text(members.FirstOrDefault(m => m.Key.StartsWith(name, StringComparison.Ordinal)).Value?.Element("summary")) ?? Of(method.DeclaringType!);
    }

    private static string NameOf(Type type) => type.FullName!.Replace('+', '.');

    private XElement? Find(string name) => members.GetValueOrDefault(name);

    private static string? Text(XElement? element) =>
        element is null ? null : Spaces().Replace(string.Concat(element.Nodes().Select(Markdown)), " ").Trim() is { Length: > 0 } text ? text : null;

    private static string Markdown(XNode node) => node switch
    {
        XText text => text.Value,
        XElement { Name.LocalName: "c" } code => $"`{code.Value}`",
        XElement { Name.LocalName: "paramref" } parameter => $"`{SnakeCase(parameter.Attribute("name")!.Value)}`",
        XElement { Name.LocalName: "see" } see when see.Attribute("cref")?.Value is { } name => $"`{Referred(name)}`",
        XElement other => string.Concat(other.Nodes().Select(Markdown)),
        _ => "",
    };

    private static string Referred(string cref)
    {
        var name = cref[(cref.LastIndexOf('.') + 1)..];
        return cref.StartsWith("P:", StringComparison.Ordinal) ? SnakeCase(name) : name;
    }

    private static string SnakeCase(string name) => JsonNamingPolicy.SnakeCaseLower.ConvertName(name);

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Spaces();
}
