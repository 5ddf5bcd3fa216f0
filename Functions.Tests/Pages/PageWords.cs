using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Functions.Tests.Pages;

/// <summary>The page as a person finds their way on it.</summary>
internal static class PageWords
{
    public static ILocator Button(this IPage page, string name) => page.GetByRole(AriaRole.Button, new() { Name = name });

    public static ILocator Heading(this IPage page, string name) => page.GetByRole(AriaRole.Heading, new() { Name = name });

    /// <summary>Where the operator key is entered.</summary>
    public static ILocator OperatorKey(this IPage page) => page.GetByRole(AriaRole.Textbox, new() { Name = "Operator key" });

    /// <summary>The line of a student in the live view.</summary>
    public static ILocator Student(this IPage page, int id) => page.Locator($"[data-student='{id}']");

    public static Task Is(this ILocator locator, string text) => Assertions.Expect(locator).ToContainTextAsync(text, Patiently);

    /// <summary>The page is at a view, such as <c>sessions/1</c>, or at any that begins so where a <c>*</c> ends it.</summary>
    public static Task IsAt(this IPage page, string view)
    {
        var address = Regex.Escape($"/#/{view.TrimEnd('*')}") + (view.EndsWith('*') ? ".+" : "") + "$";
        return Assertions.Expect(page).ToHaveURLAsync(new Regex(address, RegexOptions.None, TimeSpan.FromSeconds(1)), new() { Timeout = Patience });
    }

    /// <summary>Does something that loads a new document, over other sites or not, and goes on when that document has loaded.</summary>
    public static async Task NavigateBy(this IPage page, Func<Task> act)
    {
        await page.EvaluateAsync("window.isBeforeNavigation = true");
        await act();
        await page.WaitForFunctionAsync("() => !window.isBeforeNavigation && document.readyState === 'complete'");
    }

    public static Task IsThere(this ILocator locator) => Assertions.Expect(locator).ToBeVisibleAsync(new() { Timeout = Patience });

    public static Task IsGone(this ILocator locator) => Assertions.Expect(locator).ToHaveCountAsync(0, new() { Timeout = Patience });

    /// <summary>One of the three lights, when it is in a state: well, unwell, trying.</summary>
    public static Task Light(this IPage page, string name, string state) =>
        page.Locator($"[data-light='{state}']").Filter(new() { HasTextRegex = new Regex($"^{name}", RegexOptions.None, TimeSpan.FromSeconds(1)) }).IsThere();

    private const float Patience = 60_000;

    private static LocatorAssertionsToContainTextOptions Patiently => new() { Timeout = Patience };
}
