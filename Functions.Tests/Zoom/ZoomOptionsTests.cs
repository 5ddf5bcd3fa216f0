using Functions.Secrets;
using Functions.Zoom;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Functions.Tests.Zoom;

public sealed class ZoomOptionsTests
{
    [Fact]
    public void Credentials_are_enough()
    {
        var options = Start([]);

        Assert.Equal(("https://api.zoom.us/v2", "https://zoom.us/oauth/token"), (options.BaseUrl, options.OAuthUrl));
        Assert.Equal((ZoomPlan.Pro, 1.0), (options.Plan, options.RateShare));
    }

    [Theory]
    [InlineData("http://127.0.0.1:7090/v2")]
    [InlineData("http://localhost:7090/v2")]
    [InlineData("http://[::1]:7090/v2")]
    [InlineData("https://api-eu.zoom.us/v2")]
    public void Another_address_is_fine_if_nobody_can_listen_in(string address) =>
        Assert.Equal(address, Start(new() { ["Zoom:BaseUrl"] = address }).BaseUrl);

    [Theory]
    [InlineData("Zoom:BaseUrl", "http://api.zoom.us/v2")]
    [InlineData("Zoom:BaseUrl", "api.zoom.us")]
    [InlineData("Zoom:BaseUrl", "ftp://127.0.0.1/")]
    [InlineData("Zoom:OAuthUrl", "http://zoom.us/oauth/token")]
    [InlineData("Zoom:OAuthUrl", "https://user:password@zoom.us/oauth/token")]
    [InlineData("Zoom:AccountId", "")]
    [InlineData("Zoom:AccountId", "<your account id>")]
    [InlineData("Zoom:ClientId", " ")]
    [InlineData("Zoom:Plan", "7")]
    [InlineData("Zoom:RateShare", "0")]
    [InlineData("Zoom:RateShare", "1.1")]
    [InlineData("Zoom:RateShare", "NaN")]
    public void A_bad_setting_stops_the_start_by_name_and_with_an_example(string key, string value)
    {
        var failure = Assert.Throws<OptionsValidationException>(() => Start(new() { [key] = value }));

        var message = Assert.Single(failure.Failures);
        Assert.StartsWith(key.Replace(":", "__", StringComparison.Ordinal), message, StringComparison.Ordinal);
        Assert.Contains("for example", message, StringComparison.Ordinal);
    }

    private static ZoomOptions Start(Dictionary<string, string?> settings)
    {
        settings.TryAdd("Zoom:AccountId", "account");
        settings.TryAdd("Zoom:ClientId", "client");
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        var services = new ServiceCollection().AddLogging().AddSecrets(configuration).AddZoom(configuration).BuildServiceProvider();
        services.GetRequiredService<IStartupValidator>().Validate();
        return services.GetRequiredService<IOptions<ZoomOptions>>().Value;
    }
}
