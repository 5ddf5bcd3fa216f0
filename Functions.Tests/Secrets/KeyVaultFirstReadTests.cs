using System.Net;
using Functions.Secrets;
using Microsoft.Extensions.Time.Testing;

namespace Functions.Tests.Secrets;

public sealed class KeyVaultFirstReadTests : IDisposable
{
    private const string Name = SecretNames.OperatorKey;
    private readonly FakeTimeProvider time = new();
    private readonly FakeVault vault = new();
    private readonly KeyVaultSecretSource source;

    public KeyVaultFirstReadTests()
    {
        vault.Add(Name, "key", time.GetUtcNow().AddDays(-1));
        source = vault.Source(time);
    }

    [Fact]
    public async Task A_hundred_first_callers_share_one_read()
    {
        var silence = vault.KeepSilent();
        var callers = Enumerable.Range(0, 100).Select(_ => source.GetAsync(Name, default).AsTask()).ToArray();
        silence.SetResult();

        Assert.All(await Task.WhenAll(callers), values => Assert.Equal(["key"], values));
        Assert.Equal(1, vault.Lists);
    }

    [Fact]
    public async Task A_vault_that_never_answered_is_unavailable_after_two_seconds()
    {
        vault.KeepSilent();
        var call = source.GetAsync(Name, default).AsTask();
        time.Advance(TimeSpan.FromSeconds(1.9));
        Assert.False(call.IsCompleted);

        time.Advance(TimeSpan.FromSeconds(0.2));
        await Assert.ThrowsAsync<SecretUnavailableException>(() => call);
    }

    [Fact]
    public async Task A_read_slower_than_its_caller_serves_the_next_one()
    {
        var silence = vault.KeepSilent();
        var call = source.GetAsync(Name, default).AsTask();
        time.Advance(TimeSpan.FromSeconds(3));
        await Assert.ThrowsAsync<SecretUnavailableException>(() => call);

        silence.SetResult();
        Assert.Equal(["key"], await source.GetAsync(Name, default));
        Assert.Equal(1, vault.Lists);
    }

    [Fact]
    public async Task A_vault_that_refuses_is_unavailable_until_it_answers()
    {
        vault.Status = HttpStatusCode.Forbidden;
        await Assert.ThrowsAsync<SecretUnavailableException>(() => source.GetAsync(Name, default).AsTask());
        await Assert.ThrowsAsync<SecretUnavailableException>(() => source.RefreshAsync(Name, default).AsTask());

        vault.Status = HttpStatusCode.OK;
        Assert.Equal(["key"], await source.GetAsync(Name, default));
    }

    [Fact]
    public async Task A_caller_that_goes_away_does_not_stop_the_others()
    {
        var silence = vault.KeepSilent();
        using var leaving = new CancellationTokenSource();
        var first = source.GetAsync(Name, leaving.Token).AsTask();
        var second = source.GetAsync(Name, default).AsTask();

        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        silence.SetResult();

        Assert.Equal(["key"], await second);
        Assert.Equal(1, vault.Lists);
    }

    public void Dispose() => vault.Dispose();
}
