using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Functions.Tests.Zoom;

/// <summary>Ways in which the stub Zoom answers.</summary>
internal static class Answer
{
    public static RequestDelegate Silence { get; } = async context =>
    {
        var gone = new TaskCompletionSource();
        await using var registration = context.RequestAborted.Register(gone.SetResult);
        await gone.Task;
    };

    public static RequestDelegate Cut { get; } = context =>
    {
        context.Abort();
        return Task.CompletedTask;
    };

    public static RequestDelegate CutInTheMiddle { get; } = async context =>
    {
        context.Response.StatusCode = 201;
        context.Response.ContentLength = 1000;
        await context.Response.WriteAsync("""{"id":""", context.RequestAborted);
        await context.Response.Body.FlushAsync(context.RequestAborted);
        context.Abort();
    };

    /// <summary>A byte a second, without end.</summary>
    public static RequestDelegate Drip(TimeProvider time, int status) => async context =>
    {
        context.Response.StatusCode = status;
        while (true)
        {
            await context.Response.WriteAsync(" ", context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
            await Task.Delay(TimeSpan.FromSeconds(1), time, context.RequestAborted);
        }
    };

    public static RequestDelegate NoContent { get; } = Text(204, "");

    public static RequestDelegate Json(int status, object body, params (string Name, string Value)[] headers) =>
        Text(status, JsonSerializer.Serialize(body), headers);

    public static RequestDelegate Error(int status, int code, string message = "Refused.", params (string Name, string Value)[] headers) =>
        Json(status, new { code, message }, headers);

    public static RequestDelegate Text(int status, string body, params (string Name, string Value)[] headers) => async context =>
    {
        context.Response.StatusCode = status;
        foreach (var (name, value) in headers)
            context.Response.Headers[name] = value;
        if (body.Length == 0)
            return;

        context.Response.ContentType = "application/json;charset=utf-8";
        await context.Response.WriteAsync(body, context.RequestAborted);
    };
}
