using System.Runtime.Versioning;

namespace Functions.Tests.Infra;

/// <summary><c>infra/hooks/preprovision.sh</c> against an <c>azd</c> that writes down what it is told, and an <c>az</c> that knows these vaults.</summary>
[SupportedOSPlatform("linux")]
public sealed class PreprovisionTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory();

    public PreprovisionTests()
    {
        Make("azd", "echo \"$*\" >> \"$JOURNAL/told\"");
        Make("az", "echo \"$*\" >> \"$JOURNAL/asked\"; cat \"$JOURNAL/vaults\"");
    }

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task A_vault_that_is_there_again_is_not_brought_back_a_second_time()
    {
        await VaultsAsync("kv-abc\n");
        await RunAsync("true");
        Assert.Contains("env set RECOVER_VAULT false\n", Journal("told"), StringComparison.Ordinal);
        Assert.Contains("--resource-group rg-production --subscription s-1 ", Journal("asked"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_vault_that_is_still_deleted_is_brought_back()
    {
        await VaultsAsync("");
        await RunAsync("true");
        Assert.DoesNotContain("RECOVER_VAULT", Journal("told"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_the_group_it_is_brought_back_too()
    {
        await RunAsync("true");
        Assert.DoesNotContain("RECOVER_VAULT", Journal("told"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("false")]
    [InlineData("")]
    public async Task Nobody_is_asked_for_a_vault_when_none_is_to_be_brought_back(string recover)
    {
        await RunAsync(recover);
        Assert.Matches("^env set SignalRService package\nenv set BUDGET_START [0-9]{4}-[0-9]{2}-01\n$", Journal("told"));
        Assert.False(File.Exists(PathOf("asked")));
    }

    private async Task RunAsync(string recover)
    {
        var (code, _, errors) = await SourceTree.RunAsync(SourceTree.PathOf("infra/hooks/preprovision.sh"), [], new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["PATH"] = $"{folder.FullName}:{Environment.GetEnvironmentVariable("PATH")}",
            ["JOURNAL"] = folder.FullName,
            ["AZURE_ENV_NAME"] = "production",
            ["AZURE_SUBSCRIPTION_ID"] = "s-1",
            ["BUDGET_START"] = "",
            ["RECOVER_VAULT"] = recover,
        });
        Assert.True(code == 0, errors);
    }

    private void Make(string program, string script)
    {
        File.WriteAllText(PathOf(program), $"#!/bin/sh\n{script}\n");
        File.SetUnixFileMode(PathOf(program), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private Task VaultsAsync(string names) => File.WriteAllTextAsync(PathOf("vaults"), names, TestContext.Current.CancellationToken);

    private string PathOf(string name) => Path.Combine(folder.FullName, name);

    private string Journal(string name) => File.ReadAllText(PathOf(name));
}
