using Functions.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Functions.Tests.Http;

public sealed class TypedSettingsCheckTests
{
    [Theory]
    [InlineData("Sessions:MaxRooms", "abc")]
    [InlineData("Sessions:MaxRooms", "")]
    [InlineData("Sessions:MaxRooms", "50.5")]
    [InlineData("Sessions:MaxStudents", "99999999999")]
    [InlineData("Webhooks:RotationUntil", "tomorrow")]
    [InlineData("Webhooks:RotationUntil", "2026-03-01T10:00:00")]
    public void A_setting_that_cannot_be_read_is_refused_by_name_and_with_an_example(string key, string value)
    {
        var failure = Assert.Throws<OptionsValidationException>(() => Check(key, value));

        var message = Assert.Single(failure.Failures);
        Assert.StartsWith(key.Replace(":", "__", StringComparison.Ordinal), message, StringComparison.Ordinal);
        Assert.Contains("for example", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Sessions:MaxRooms", "99")]
    [InlineData("Webhooks:RotationUntil", "")]
    [InlineData("Webhooks:RotationUntil", "2026-03-01T10:00:00Z")]
    [InlineData("Webhooks:RotationUntil", "2026-03-01T11:00:00+01:00")]
    public void A_setting_that_can_be_read_is_fine(string key, string value) => Check(key, value);

    private static void Check(string key, string value) =>
        TypedSettingsCheck.Refuse(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { [key] = value }).Build());
}
