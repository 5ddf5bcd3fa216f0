using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;

namespace Functions.Http;

/// <summary>JSON answers with source-generated metadata, whatever options the host has.</summary>
internal static class Json
{
    public static IResult Ok<T>(T value) => Results.Json(value, TypeOf<T>());

    public static IResult Created<T>(string location, T value) => new CreatedAt<T>(location, value);

    private static JsonTypeInfo<T> TypeOf<T>() => (JsonTypeInfo<T>)ApiJson.Default.GetTypeInfo(typeof(T))!;

    private sealed class CreatedAt<T>(string location, T value) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.Headers.Location = location;
            httpContext.Response.StatusCode = StatusCodes.Status201Created;
            return httpContext.Response.WriteAsJsonAsync(value, TypeOf<T>(), cancellationToken: httpContext.RequestAborted);
        }
    }
}
