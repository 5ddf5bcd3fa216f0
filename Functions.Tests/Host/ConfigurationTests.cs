using Functions.Host;
using Functions.Host.Configuration;
using Microsoft.Extensions.Configuration;

namespace Functions.Tests.Host;

public sealed class ConfigurationTests : IDisposable
{
    private readonly string file = Path.GetTempFileName();

    [Fact]
    public void Values_of_local_settings_are_configuration_with_either_separator()
    {
        var configuration = Read("""{ /* as Core Tools allow */ "IsEncrypted": false, "Values": { "A__B": "1", "C:D": "2", }, }""", new WrongSettings()).Web.Configuration;

        Assert.Equal("1", configuration["A:B"]);
        Assert.Equal("2", configuration["C:D"]);
    }

    [Fact]
    public void The_environment_beats_the_file_and_the_command_line_beats_both()
    {
        const string Json = """{"Values": {"PATH": "file", "HostTests": "file", "Third": "file"}}""";

        var configuration = Read(Json, new WrongSettings(), "--HostTests", "line", "--Third=line").Web.Configuration;

        Assert.Equal(Environment.GetEnvironmentVariable("PATH"), configuration["PATH"]);
        Assert.Equal("line", configuration["HostTests"]);
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
        var wrong = new WrongSettings();
        wrong.Try(() => Read(json, wrong), null);

        Assert.Contains(reason, Assert.Single(wrong.Lines), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"Host": {"LocalHttpPort": 7099}}""", "http://127.0.0.1:7099")]
    [InlineData("{}", "http://127.0.0.1:7071")]
    public void The_port_comes_from_the_file(string json, string url)
    {
        File.WriteAllText(file, json);
        var configuration = new ConfigurationManager();
        var settings = configuration.AddHostSources([$"--FunctionsHost:LocalSettings={file}", "--urls="], null, new WrongSettings());

        Assert.Equal([url], configuration.ListenUrls(settings.Host));
    }

    [Fact]
    public void The_file_is_looked_for_beside_the_app()
    {
        var folder = Directory.CreateTempSubdirectory();
        File.WriteAllText(Path.Combine(folder.FullName, "local.settings.json"), """{"Values": {"Beside": "the app"}}""");
        var configuration = new ConfigurationManager();
        configuration.AddHostSources([], folder.FullName, new WrongSettings());
        folder.Delete(recursive: true);

        Assert.Equal("the app", configuration["Beside"]);
    }

    public void Dispose() => File.Delete(file);

    private HostServer Read(string json, WrongSettings wrong, params string[] args)
    {
        File.WriteAllText(file, json);
        return new HostServer([.. args, $"--FunctionsHost:LocalSettings={file}"], AppContext.BaseDirectory, wrong);
    }
}
