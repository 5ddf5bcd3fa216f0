using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using SampleApp;

namespace Functions.Tests.Host;

public sealed class MiddlewareTests
{
    [Fact]
    public async Task Middleware_runs_in_the_order_added_and_as_one_instance()
    {
        await using var host = await RunningHost.StartAsync(builder =>
        {
            builder.UseMiddleware<Outer>();
            builder.UseMiddleware<Inner>();
        });

        await host.Client.GetStringAsync("/api/things/1");
        Assert.Equal(["outer 1 in", "inner in", "inner out", "outer 1 out"], host.Journal.ReadAll());

        await host.Client.GetStringAsync("/api/things/1");
        Assert.Equal("outer 2 in", await host.Journal.NextAsync());
    }

    [Fact]
    public async Task Middleware_may_answer_instead_of_the_function()
    {
        await using var host = await StartAsync((context, _) =>
        {
            context.GetInvocationResult().Value = Results.Text("instead", statusCode: 403);
            return Task.CompletedTask;
        });

        using var response = await host.SendAsync("GET", "/api/failures/at-once");

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.Equal("instead", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Middleware_may_turn_an_exception_into_an_answer()
    {
        await using var host = await StartAsync(async (context, next) =>
        {
            var failure = await Record.ExceptionAsync(() => next(context));
            context.GetInvocationResult().Value = Results.Text($"{(failure?.InnerException ?? failure)?.Message}");
        });

        Assert.Equal("later", await host.Client.GetStringAsync("/api/failures/later"));
    }

    [Fact]
    public async Task The_answer_is_written_after_all_middleware_has_unwound()
    {
        await using var host = await StartAsync(async (context, next) =>
        {
            await next(context);
            var response = context.GetHttpContext()!.Response;
            Assert.False(response.HasStarted);
            response.Headers["x-late"] = $"{context.GetInvocationResult<IResult>().Value is not null}";
        });

        using var response = await host.SendAsync("GET", "/api/things/1");

        Assert.Equal("True", Assert.Single(response.Headers.GetValues("x-late")));
    }

    private static Task<RunningHost> StartAsync(Func<FunctionContext, FunctionExecutionDelegate, Task> middleware) =>
        RunningHost.StartAsync(builder => builder.Use(next => context => middleware(context, next)));

    private sealed class Outer(Journal journal) : IFunctionsWorkerMiddleware
    {
        private int calls;

        public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
        {
            var call = ++calls;
            journal.Write($"outer {call} in");
            await next(context);
            journal.Write($"outer {call} out");
        }
    }

    private sealed class Inner(Journal journal) : IFunctionsWorkerMiddleware
    {
        public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
        {
            journal.Write("inner in");
            await next(context);
            journal.Write("inner out");
        }
    }
}
