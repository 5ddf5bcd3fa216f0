using System.Reflection;
using Microsoft.Azure.Functions.Worker;

namespace Functions.Tests.SelfHost;

/// <summary>
/// Holds the self host against worker-api.txt: the lines of the real packages' public surface for every type and member it declares.
/// </summary>
public sealed class SurfaceTests
{
    private static readonly Assembly SelfHost = typeof(FunctionAttribute).Assembly;

    [Fact]
    public void Every_declared_member_has_the_signature_of_the_real_worker()
    {
        Assert.Equal([], Declared().Except(Real()));
    }

    [Fact]
    public void Every_listed_member_is_declared()
    {
        Assert.Equal([], Real().Except(Declared()));
    }

    [Fact]
    public void Nothing_is_public_that_the_real_worker_does_not_have()
    {
        Assert.All(SelfHost.GetExportedTypes(), type => Assert.StartsWith("Microsoft.", type.Namespace, StringComparison.Ordinal));
    }

    private static HashSet<string> Real() =>
        File.ReadLines(Path.Combine(AppContext.BaseDirectory, "SelfHost", "worker-api.txt")).Where(line => !line.StartsWith('#')).ToHashSet();

    private static HashSet<string> Declared() => SelfHost.GetExportedTypes().SelectMany(Surface.Of).ToHashSet();
}
