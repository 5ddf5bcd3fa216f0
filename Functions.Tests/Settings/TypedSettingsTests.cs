using Functions.Sessions;
using Functions.Settings;
using Microsoft.Extensions.Configuration;

namespace Functions.Tests.Settings;

public sealed class TypedSettingsTests
{
    [Theory]
    [InlineData("Sessions:MaxRooms", "abc")]
    [InlineData("Sessions:MaxRooms", "")]
    [InlineData("Sessions:MaxRooms", "50.5")]
    [InlineData("Sessions:MaxStudents", "99999999999")]
    [InlineData("Webhooks:RotationUntil", "tomorrow")]
    [InlineData("Webhooks:RotationUntil", "2026-03-01T10:00:00")]
    [InlineData("Zoom:Plan", "gold")]
    [InlineData("Zoom:RateShare", "half")]
    [InlineData("Tables:ServiceUri", "http://[")]
    public void A_setting_that_cannot_be_read_is_refused_by_name_and_with_an_example(string key, string value)
    {
        var message = Assert.Single(TypedSettings.Unreadable(Of(key, value)));
        Assert.StartsWith(key.Replace(":", "__", StringComparison.Ordinal), message, StringComparison.Ordinal);
        Assert.Contains("for example", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Sessions:MaxRooms", "99")]
    [InlineData("Webhooks:RotationUntil", "")]
    [InlineData("Webhooks:RotationUntil", "2026-03-01T10:00:00Z")]
    [InlineData("Webhooks:RotationUntil", "2026-03-01T11:00:00+01:00")]
    [InlineData("Zoom:Plan", "business")]
    [InlineData("Tables:ServiceUri", "https://account.table.core.windows.net")]
    public void A_setting_that_can_be_read_is_fine(string key, string value) => Assert.Empty(TypedSettings.Unreadable(Of(key, value)));

    [Fact]
    public void What_cannot_be_read_does_not_keep_the_others_from_being_read()
    {
        var options = new SessionsOptions();
        TypedSettings.Bind(Of(("Sessions:MaxRooms", "many"), ("Sessions:MaxStudents", "7"), ("Sessions:RetentionDays", "")), "Sessions", options);
        Assert.Equal((50, 7, 180), (options.MaxRooms, options.MaxStudents, options.RetentionDays));
    }

    private static IConfiguration Of(string key, string value) => Of((key, value));

    private static IConfiguration Of(params (string Key, string Value)[] settings) =>
        new ConfigurationBuilder().AddInMemoryCollection(settings.ToDictionary(s => s.Key, s => (string?)s.Value)).Build();
}
