using System.Globalization;

namespace ZoomSimulator.Commands;

/// <summary>
/// Options of one command: <c>--name value</c>, <c>--name=value</c>, <c>--flag</c>, or the environment variable
/// <c>ZOOM_SIM__NAME</c>. What is wrong is collected, so that it can be said in one line.
/// </summary>
internal sealed class Arguments
{
    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);
    private readonly List<string> _problems = [];

    private Arguments()
    {
    }

    public string? Problem => _problems.Count == 0 ? null : string.Join(" ", _problems);

    public static Arguments Parse(IEnumerable<string> args, string[] options, string[] flags)
    {
        var parsed = new Arguments();
        using var rest = args.GetEnumerator();
        while (rest.MoveNext())
        {
            var (name, value) = Split(rest.Current);
            if (flags.Contains(name, StringComparer.Ordinal))
                parsed._values[name] = value ?? "true";
            else if (!options.Contains(name, StringComparer.Ordinal))
                parsed._problems.Add($"Unknown option {rest.Current}; see --help.");
            else if (value is not null || rest.MoveNext())
                parsed._values[name] = value ?? rest.Current;
            else
                parsed._problems.Add($"--{name} needs a value.");
        }
        return parsed;
    }

    public string? Text(string name) => _values.TryGetValue(name, out var value) ? value
        : Environment.GetEnvironmentVariable(Variable(name)) is { Length: > 0 } set ? set
        : null;

    public string Required(string name)
    {
        if (Text(name) is { Length: > 0 } value)
            return value;
        _problems.Add($"{name} is missing: give --{name} or {Variable(name)}.");
        return "";
    }

    public bool Flag(string name) => Text(name) is "true" or "1";

    public int Number(string name, int standard, int least = 0) => (int)Real(name, standard, least);

    public double Real(string name, double standard, double least = 0)
    {
        if (Text(name) is not { } text)
            return standard;
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number >= least)
            return number;
        _problems.Add($"--{name} must be a number of at least {least.ToString(CultureInfo.InvariantCulture)}.");
        return standard;
    }

    public Uri? Url(string name)
    {
        if (Text(name) is not { } text)
            return null;
        if (Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https")
            return url;
        _problems.Add($"--{name} must be an http or https address.");
        return null;
    }

    public T Choice<T>(string name, T standard)
        where T : struct, Enum
    {
        if (Text(name) is not { } text)
            return standard;
        if (Enum.TryParse<T>(text, ignoreCase: true, out var choice) && Enum.IsDefined(choice))
            return choice;
        _problems.Add($"--{name} must be one of {string.Join(", ", Enum.GetNames<T>()).ToLowerInvariant()}.");
        return standard;
    }

    private static (string Name, string? Value) Split(string argument)
    {
        var text = argument.StartsWith("--", StringComparison.Ordinal) ? argument[2..] : "";
        var cut = text.IndexOf('=', StringComparison.Ordinal);
        return cut < 0 ? (text, null) : (text[..cut], text[(cut + 1)..]);
    }

    private static string Variable(string name) => "ZOOM_SIM__" + name.ToUpperInvariant().Replace('-', '_');
}
