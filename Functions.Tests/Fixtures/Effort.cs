using System.Globalization;

namespace Functions.Tests.Fixtures;

/// <summary>
/// How hard the tests of random cases try, and what they report. <c>TEST_EFFORT</c> multiplies the number of cases (<c>./test --nightly</c>
/// sets it); figures are collected in <c>.data/test-figures.txt</c>, which <c>./test</c> prints.
/// </summary>
internal static class Effort
{
    private static readonly Lock Gate = new();

    public static int Factor { get; } =
        int.TryParse(Environment.GetEnvironmentVariable("TEST_EFFORT"), NumberStyles.None, CultureInfo.InvariantCulture, out var factor) && factor > 0 ? factor : 1;

    /// <summary>The number of cases to try, where <paramref name="usual"/> are tried in every run.</summary>
    public static int Of(int usual) => usual * Factor;

    /// <summary>Keeps one line of figures: what was tried, how often, with which seed, in what time.</summary>
    public static void Report(string line)
    {
        lock (Gate)
        {
            var folder = Directory.CreateDirectory(Path.Combine(Repository.Root, ".data"));
            File.AppendAllText(Path.Combine(folder.FullName, "test-figures.txt"), line + Environment.NewLine);
        }
    }
}
