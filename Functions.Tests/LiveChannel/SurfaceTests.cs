using System.Reflection;
using Microsoft.Azure.Functions.Worker.SignalRService;

namespace Functions.Tests.LiveChannel;

/// <summary>
/// Holds Functions.SignalRService against worker-api.txt: the lines of the real packages' public surface for every type and member it declares.
/// </summary>
public sealed class SurfaceTests
{
    private static readonly Assembly Local = typeof(ServerlessHub).Assembly;

    [Fact]
    public void Every_declared_member_has_the_signature_of_the_real_package()
    {
        Assert.Equal([], Declared().Except(Real()));
    }

    [Fact]
    public void Every_listed_member_is_declared()
    {
        Assert.Equal([], Real().Except(Declared()));
    }

    [Fact]
    public void Nothing_is_public_that_the_real_package_does_not_have()
    {
        Assert.All(Local.GetExportedTypes(), type => Assert.StartsWith("Microsoft.", type.Namespace, StringComparison.Ordinal));
    }

    private static HashSet<string> Real() =>
        File.ReadLines(Path.Combine(AppContext.BaseDirectory, "LiveChannel", "worker-api.txt")).Where(line => !line.StartsWith('#')).ToHashSet();

    private static HashSet<string> Declared() => Local.GetExportedTypes().SelectMany(Surface.Of).ToHashSet();
}
