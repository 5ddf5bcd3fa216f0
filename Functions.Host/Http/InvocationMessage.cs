using System.Diagnostics;
using Functions.Host.Protocol;
using Microsoft.AspNetCore.Http;

namespace Functions.Host.Http;

/// <summary>What a worker is asked to run, and the values that the function's plain parameters are bound from.</summary>
internal static class InvocationMessage
{
    /// <summary>For a request: values of the route, else of the query, else of a JSON body.</summary>
    public static InvocationRequest Of(HttpContext http, HttpFunction function, string functionId)
    {
        var request = Of(functionId, function.Parameter, new TypedData { Http = new RpcHttp() });
        if (Activity.Current is null && ActivityContext.TryParse(http.Request.Headers.TraceParent, http.Request.Headers.TraceState, out _))
            request.TraceContext = new RpcTraceContext { TraceParent = $"{http.Request.Headers.TraceParent}", TraceState = $"{http.Request.Headers.TraceState}" };

        var values = request.TriggerMetadata;
        foreach (var (name, value) in http.Request.RouteValues)
        {
            if (value is not null) values[name] = new TypedData { String = $"{value}" };
        }

        if (http.Request.QueryString.HasValue)
        {
            foreach (var (name, value) in http.Request.Query) AddTo(values, name, $"{value}");
        }

        foreach (var (name, value) in JsonBodyValues.Of(http.Request)) AddTo(values, name, value);
        return request;
    }

    /// <summary>For anything that triggers a function.</summary>
    public static InvocationRequest Of(string functionId, string parameter, TypedData input)
    {
        var request = new InvocationRequest
        {
            InvocationId = Guid.NewGuid().ToString(),
            FunctionId = functionId,
            RetryContext = new RetryContext(),
            TraceContext = Activity.Current is { } span ? new() { TraceParent = span.Id ?? "", TraceState = span.TraceStateString ?? "" } : new(),
        };
        request.InputData.Add(new ParameterBinding { Name = parameter, Data = input });
        return request;
    }

    private static void AddTo(IDictionary<string, TypedData> values, string name, string value)
    {
        if (!values.Keys.Contains(name, StringComparer.OrdinalIgnoreCase)) values[name] = new TypedData { String = value };
    }
}
