using Microsoft.Extensions.Options;

namespace Functions.Host.Configuration;

/// <summary>The host's own settings that are wrong. They stop the start, all at once, together with those of the app.</summary>
internal sealed class WrongSettings
{
    private readonly List<string> lines = [];

    public bool Any => lines.Count > 0;

    /// <summary>One line for each setting; each begins with the setting's name, as it is written.</summary>
    public IReadOnlyList<string> Lines => lines;

    /// <param name="line">What is wrong; begins with the setting's name, as it is written.</param>
    public static OptionsValidationException Named(string line) => new("Host", typeof(WrongSettings), [line]);

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

    /// <summary>Tells all of them, on standard error.</summary>
    /// <returns>The exit code.</returns>
    public int Tell()
    {
        foreach (var line in lines) Console.Error.WriteLine(line);
        return 1;
    }
}
