using System.Reflection;
using System.Text.Json.Nodes;

namespace Functions.Tests.Infra;

/// <summary>What <c>infra/main.bicep</c> compiles to, by the pinned compiler; once for all tests.</summary>
public sealed class Bicep : IAsyncLifetime
{
    private static readonly string Tool = typeof(Bicep).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "Bicep").Value!;

    internal Template Main { get; private set; } = null!;

    /// <summary>The same as one text, with everything that is nested in it.</summary>
    internal string Text { get; private set; } = "";

    internal static Task<(int Code, string Output, string Errors)> RunAsync(params string[] arguments) => SourceTree.RunAsync(Tool, arguments);

    public async ValueTask InitializeAsync()
    {
        var (code, output, errors) = await RunAsync("build", "infra/main.bicep", "--stdout");
        Assert.True(code == 0, errors);
        (Text, Main) = (output, new Template(JsonNode.Parse(output)!.AsObject()));
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
