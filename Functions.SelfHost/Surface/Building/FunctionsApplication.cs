using System.Diagnostics.CodeAnalysis;

namespace Microsoft.Azure.Functions.Worker.Builder;

/// <summary>Where a function app begins.</summary>
[SuppressMessage("Design", "CA1052:Static holder types should be Static or NotInheritable", Justification = "As the worker declares it.")]
public class FunctionsApplication
{
    /// <summary>Creates a builder whose configuration is already read: local.settings.json, environment, command line; the later wins.</summary>
    /// <param name="args">The command line: <c>--key value</c> or <c>--key=value</c>.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="InvalidOperationException">local.settings.json or host.json can't be used; the message says why.</exception>
    public static FunctionsApplicationBuilder CreateBuilder(string[] args) => new(args);
}
