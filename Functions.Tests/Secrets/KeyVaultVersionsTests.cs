using Functions.Secrets;
using Microsoft.Extensions.Time.Testing;

namespace Functions.Tests.Secrets;

public sealed class KeyVaultVersionsTests : IDisposable
{
    private readonly FakeTimeProvider time = new(new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));
    private readonly FakeVault vault = new();

    private DateTimeOffset Now => time.GetUtcNow();

    [Theory]
    [InlineData(SecretNames.ZoomWebhookSecret, new[] { "newest", "newer" })]
    [InlineData(SecretNames.OperatorKey, new[] { "newest", "newer" })]
    [InlineData(SecretNames.ZoomClientSecret, new[] { "newest" })]
    public async Task The_newest_versions_count_whatever_their_order(string name, string[] expected)
    {
        vault.Add(name, "newer", Now.AddDays(-2));
        vault.Add(name, "newest", Now.AddDays(-1));
        vault.Add(name, "old", Now.AddDays(-3));

        Assert.Equal(expected, await vault.Source(time).GetAsync(name, default));
    }

    [Fact]
    public async Task Disabled_expired_and_future_versions_do_not_count()
    {
        vault.Add(SecretNames.OperatorKey, "good", Now.AddDays(-9));
        vault.Add(SecretNames.OperatorKey, "disabled", Now.AddDays(-1), enabled: false);
        vault.Add(SecretNames.OperatorKey, "expired", Now.AddDays(-2), expires: Now.AddSeconds(-1));
        vault.Add(SecretNames.OperatorKey, "future", Now.AddDays(-3), notBefore: Now.AddMinutes(1));
        vault.Add(SecretNames.OperatorKey, "still good", Now.AddDays(-8), expires: Now.AddDays(1));

        Assert.Equal(["still good", "good"], await vault.Source(time).GetAsync(SecretNames.OperatorKey, default));
    }

    [Fact]
    public async Task Values_are_trimmed_and_an_empty_one_is_none()
    {
        vault.Add(SecretNames.OperatorKey, "key\n", Now.AddDays(-2));
        vault.Add(SecretNames.OperatorKey, " ", Now.AddDays(-1));

        Assert.Equal(["key"], await vault.Source(time).GetAsync(SecretNames.OperatorKey, default));
    }

    [Fact]
    public async Task A_secret_that_does_not_exist_has_no_values() =>
        Assert.Empty(await vault.Source(time).GetAsync(SecretNames.OperatorKey, default));

    public void Dispose() => vault.Dispose();
}
