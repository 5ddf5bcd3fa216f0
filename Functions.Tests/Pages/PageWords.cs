using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Functions.Tests.Pages;

/// <summary>The page as a person finds their way on it.</summary>
internal static class PageWords
{
    public static ILocator Button(this IPage page, string name) => page.GetByRole(AriaRole.Button, new() { Name = name });

    public static ILocator Heading(this IPage page, string name) => page.GetByRole(AriaRole.Heading, new() { Name = name });

    /// <summary>The line of a student in the live view.</summary>
    public static ILocator Student(this IPage page, int id) => page.Locator($"[data-student='{id}']");

    public static Task Is(this ILocator locator, string text) => Assertions.Expect(locator).ToContainTextAsync(text, Patiently);

    public static Task IsThere(this ILocator locator) => Assertions.Expect(locator).ToBeVisibleAsync(new() { Timeout = Patience });

    public static Task IsGone(this ILocator locator) => Assertions.Expect(locator).ToHaveCountAsync(0, new() { Timeout = Patience });

    /// <summary>One of the three lights, when it is in a state: well, unwell, trying.</summary>
    public static Task Light(this IPage page, string name, string state) =>
        page.Locator($"[data-light='{state}']").Filter(new() { HasTextRegex = new Regex($"^{name}", RegexOptions.None, TimeSpan.FromSeconds(1)) }).IsThere();

    private const float Patience = 60_000;

    private static LocatorAssertionsToContainTextOptions Patiently => new() { Timeout = Patience };
}
