using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Functions.Tests.SelfHost;

public sealed class ConfigurationTests : IDisposable
{
    private readonly string file = Path.GetTempFileName();

    [Fact]
    public void Values_of_local_settings_are_configuration_with_either_separator()
    {
        var configuration = Read("""{ /* as Core Tools allow */ "IsEncrypted": false, "Values": { "A__B": "1", "C:D": "2", }, }""").Configuration;

        Assert.Equal("1", configuration["A:B"]);
        Assert.Equal("2", configuration["C:D"]);
    }

    [Fact]
    public void The_environment_beats_the_file_and_the_command_line_beats_both()
    {
        const string Json = """{"Values": {"PATH": "file", "SelfHostTests": "file", "Third": "file"}}""";

        var configuration = Read(Json, "--SelfHostTests", "line", "--Third=line").Configuration;

        Assert.Equal(Environment.GetEnvironmentVariable("PATH"), configuration["PATH"]);
        Assert.Equal("line", configuration["SelfHostTests"]);
        Assert.Equal("line", configuration["Third"]);
    }

    [Theory]
    [InlineData("""{"Values": {"A": 1}}""", "A is not one")]
    [InlineData("""{"Values": {"A": {"B": "1"}}}""", "only strings")]
    [InlineData("""{"IsEncrypted": true}""", "encrypted")]
    [InlineData("""{"Values": """, "can't be read")]
    [InlineData("[]", "must hold a JSON object")]
    [InlineData("""{"Host": {"LocalHttpPort": "many"}}""", "LocalHttpPort")]
    [InlineData("""{"Host": {"CORS": "*"}}""", "Host.CORS")]
    public void A_file_that_can_not_be_used_is_refused(string json, string reason)
    {
        var refusal = Assert.Throws<OptionsValidationException>(() =>
        {
            using var host = Read(json, "--SelfHost:Functions=Functions.Tests:None").Build();
            host.Services.GetRequiredService<IStartupValidator>().Validate();
        });

        Assert.Contains(reason, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_port_comes_from_the_file()
    {
        var builder = Read("""{"Host": {"LocalHttpPort": 0}}""", "--SelfHost:Functions=Functions.Tests:None");
        builder.Logging.ClearProviders();
        using var host = builder.Build();
        await host.StartAsync();

        Assert.StartsWith("http://127.0.0.1:", RunningHost.Address(host), StringComparison.Ordinal);
        await host.StopAsync();
    }

    public void Dispose() => File.Delete(file);

    private FunctionsApplicationBuilder Read(string json, params string[] args)
    {
        File.WriteAllText(file, json);
        return FunctionsApplication.CreateBuilder([.. args, $"--SelfHost:LocalSettings={file}"]);
    }
}
