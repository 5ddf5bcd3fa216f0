using System.Reflection;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Functions.SelfHost.Invocation;

/// <summary>A parameter bound by its name: from the route, else the query, else a property of a JSON body.</summary>
internal sealed class NamedValue(ParameterInfo parameter, string function)
{
    private readonly string name = parameter.Name!;
    private readonly Func<string, object?> convert = TextConversion.To(parameter.ParameterType);
    private readonly bool needsValue = parameter.ParameterType.IsValueType && Nullable.GetUnderlyingType(parameter.ParameterType) is null;

    public async ValueTask<object?> BindAsync(HostedContext context)
    {
        var request = ((HttpContext)context.Trigger).Request;
        var text = FromUrl(request) ?? await JsonBody.PropertyAsync(request, name, context.CancellationToken);
        return text is null ? Missing() : Convert(text);
    }

    private string? FromUrl(HttpRequest request) =>
        request.RouteValues.TryGetValue(name, out var value) && value is not null ? value.ToString()
        : request.Query.TryGetValue(name, out var query) ? query.ToString()
        : null;

    // The converter's exception is not passed on: its message may quote the value.
    private object? Convert(string text) =>
        TryConvert(text, out var value)
            ? value
            : throw new InvalidOperationException($"Function {function}: the value for parameter {name} is not a {parameter.ParameterType}.");

    private bool TryConvert(string text, out object? value)
    {
        try
        {
            value = convert(text);
            return true;
        }
        catch (Exception e) when (e is FormatException or JsonException)
        {
            value = null;
            return false;
        }
    }

    private object? Missing()
    {
        if (parameter.HasDefaultValue)
            return parameter.DefaultValue;

        return needsValue ? throw new InvalidOperationException($"Function {function}: there is no value for parameter {name}.") : null;
    }
}
