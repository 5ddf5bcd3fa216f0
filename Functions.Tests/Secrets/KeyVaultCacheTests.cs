using System.Net;
using Functions.Secrets;
using Functions.Tests.Fixtures;
using Microsoft.Extensions.Time.Testing;

namespace Functions.Tests.Secrets;

public sealed class KeyVaultCacheTests : IDisposable
{
    private const string Name = SecretNames.ZoomWebhookSecret;
    private readonly FakeTimeProvider time = new(new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));
    private readonly FakeVault vault = new();
    private readonly KeyVaultSecretSource source;

    public KeyVaultCacheTests()
    {
        vault.Add(Name, "first", time.GetUtcNow().AddDays(-2));
        source = vault.Source(time);
    }

    [Fact]
    public async Task A_value_is_read_once_in_ten_minutes()
    {
        await source.GetAsync(Name, default);
        time.Advance(TimeSpan.FromMinutes(9.9));
        await source.GetAsync(Name, default);

        Assert.Equal(1, vault.Lists);
    }

    [Fact]
    public async Task An_old_value_serves_while_a_new_one_is_read()
    {
        await source.GetAsync(Name, default);
        Rotate();
        time.Advance(TimeSpan.FromMinutes(10));
        var silence = vault.KeepSilent();

        var stale = source.GetAsync(Name, default);
        Assert.True(stale.IsCompleted);
        Assert.Equal(["first"], await stale);

        // Joins the read that runs in the background.
        var fresh = source.RefreshAsync(Name, default);
        silence.SetResult();
        Assert.Equal(["second", "first"], await fresh);
        Assert.Equal(["second", "first"], await source.GetAsync(Name, default));
        Assert.Equal(2, vault.Lists);
    }

    [Fact]
    public async Task The_last_value_serves_while_the_vault_is_away()
    {
        await source.GetAsync(Name, default);
        vault.Status = HttpStatusCode.ServiceUnavailable;
        time.Advance(TimeSpan.FromHours(5));

        Assert.Equal(["first"], await source.GetAsync(Name, default));
        Assert.Equal(["first"], await source.RefreshAsync(Name, default));
    }

    [Fact]
    public async Task It_is_known_whether_there_may_be_a_newer_value()
    {
        await source.GetAsync(Name, default);
        Assert.True(source.IsCurrent(Name));
        vault.Status = HttpStatusCode.ServiceUnavailable;
        await source.RefreshAsync(Name, default);
        Assert.False(source.IsCurrent(Name));
        await source.RefreshAsync(Name, default);
        Assert.False(source.IsCurrent(Name));

        vault.Status = HttpStatusCode.OK;
        time.Advance(TimeSpan.FromSeconds(15));
        await source.RefreshAsync(Name, default);
        Assert.True(source.IsCurrent(Name));

        time.Advance(TimeSpan.FromSeconds(15));
        var silence = vault.KeepSilent();
        var slow = source.RefreshAsync(Name, default);
        time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(["first"], await slow);
        Assert.False(source.IsCurrent(Name));
        silence.SetResult();
        await Eventually.TrueAsync(() => source.IsCurrent(Name), () => "");
    }

    [Fact]
    public async Task A_vault_that_is_away_is_asked_again_every_fifteen_seconds_at_most()
    {
        await source.GetAsync(Name, default);
        vault.Status = HttpStatusCode.ServiceUnavailable;
        time.Advance(TimeSpan.FromHours(5));
        await source.RefreshAsync(Name, default);
        var asked = vault.Lists;

        for (var call = 0; call < 10; call++)
            await source.GetAsync(Name, default);
        // Joins a read, were one running.
        await source.RefreshAsync(Name, default);
        Assert.Equal(asked, vault.Lists);

        time.Advance(TimeSpan.FromSeconds(15));
        var silence = vault.KeepSilent();
        await source.GetAsync(Name, default);
        var joined = source.RefreshAsync(Name, default);
        silence.SetResult();
        await joined;
        Assert.Equal(asked + 1, vault.Lists);
    }

    [Fact]
    public async Task A_refresh_sees_a_rotation_at_once_but_not_twice_in_fifteen_seconds()
    {
        await source.GetAsync(Name, default);
        Rotate();
        Assert.Equal(["second", "first"], await source.RefreshAsync(Name, default));

        for (var call = 0; call < 10; call++)
            await source.RefreshAsync(Name, default);
        Assert.Equal(2, vault.Lists);

        time.Advance(TimeSpan.FromSeconds(15));
        await source.RefreshAsync(Name, default);
        Assert.Equal(3, vault.Lists);
    }

    [Fact]
    public async Task Each_secret_has_its_own_refresh()
    {
        await source.RefreshAsync(Name, default);
        await source.RefreshAsync(SecretNames.OperatorKey, default);

        Assert.Equal(2, vault.Lists);
    }

    public void Dispose() => vault.Dispose();

    private void Rotate() => vault.Add(Name, "second", time.GetUtcNow().AddDays(-1));
}
