using Functions.Http;
using Functions.Secrets;

namespace Functions.Tests.Secrets;

/// <summary>
/// How long a comparison takes must not tell how much of a guess was right. A stopwatch proves nothing; the compiled code says which
/// methods compare.
/// </summary>
public sealed class ConstantTimeTests : IDisposable
{
    private const string FixedTime = "CryptographicOperations.FixedTimeEquals";

    private static readonly string[] TellingComparisons =
        ["String.op_Equality", "String.op_Inequality", "String.Equals", "String.Compare", "String.CompareOrdinal", "MemoryExtensions.SequenceEqual", "Enumerable.SequenceEqual", "Enumerable.Contains", "MemoryExtensions.Contains"];

    private readonly CalledMethods compiled = new(typeof(CallerMiddleware).Assembly);

    public void Dispose() => compiled.Dispose();

    [Fact]
    public void Whoever_reads_a_secret_is_known_here()
    {
        var readers = compiled.ByType()
            .Where(t => t.Any(c => c is $"{nameof(ISecretSource)}.{nameof(ISecretSource.GetAsync)}" or $"{nameof(ISecretSource)}.{nameof(ISecretSource.RefreshAsync)}"))
            .Select(t => t.Key).Order(StringComparer.Ordinal);

        // The first two compare a caller's claim with a secret; the rest only use one, or look whether there is one. Whoever joins them
        // must be looked at: does it compare?
        Assert.Equal(["CallerMiddleware", "CallersConfigured", "HealthProbe", "WebhookReceiver", "ZoomTokenEndpoint"], readers);
    }

    [Theory]
    [InlineData("CallerMiddleware")]
    [InlineData("WebhookSignature")]
    public void A_claim_is_compared_with_a_secret_in_constant_time_only(string type)
    {
        var calls = compiled.ByType()[type].ToList();
        Assert.Contains(FixedTime, calls);
        Assert.Empty(calls.Intersect(TellingComparisons, StringComparer.Ordinal));
    }

    [Fact]
    public void The_webhook_leaves_all_comparing_to_the_signature_check()
    {
        var calls = compiled.ByType()["WebhookReceiver"].ToList();
        Assert.Contains("WebhookSignature.Verify", calls);
        Assert.Empty(calls.Intersect(TellingComparisons, StringComparer.Ordinal));
    }
}
