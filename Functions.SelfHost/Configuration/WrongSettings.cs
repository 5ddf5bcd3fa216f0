using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Functions.SelfHost.Configuration;

/// <summary>The host's own settings that are wrong. They stop the start, all at once, together with those of the app.</summary>
internal sealed class WrongSettings : IValidateOptions<WrongSettings>
{
    private readonly List<string> lines = [];

    /// <param name="line">What is wrong; begins with the setting's name, as it is written.</param>
    public static OptionsValidationException Named(string line) => new("Host", typeof(WrongSettings), [line]);

    public void Register(IServiceCollection services)
    {
        services.AddSingleton<IValidateOptions<WrongSettings>>(this);
        services.AddOptions<WrongSettings>().ValidateOnStart();
    }

    /// <summary>Does what a wrong setting may stop, and keeps what is wrong.</summary>
    public T Try<T>(Func<T> read, T otherwise)
    {
        try
        {
            return read();
        }
        catch (OptionsValidationException wrong)
        {
            lines.AddRange(wrong.Failures);
            return otherwise;
        }
    }

    public ValidateOptionsResult Validate(string? name, WrongSettings options) =>
        lines.Count > 0 ? ValidateOptionsResult.Fail(lines) : ValidateOptionsResult.Success;
}
