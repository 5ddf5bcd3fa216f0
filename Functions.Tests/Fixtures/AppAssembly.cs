namespace Functions.Tests.Fixtures;

/// <summary>What was built beside the tests, to be started in a process of its own.</summary>
internal static class AppAssembly
{
    /// <summary>The app's folder.</summary>
    public static string Folder => OutputOf("Functions");

    /// <summary>The folder of the app of the host's own tests.</summary>
    public static string SampleFolder => OutputOf(Path.Combine("Functions.Tests", "SampleApp"));

    /// <summary>The host's program.</summary>
    public static string Host => Path.Combine(OutputOf("Functions.Host"), "Functions.Host.dll");

    private static string OutputOf(string project)
    {
        var output = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        return Path.Combine(Repository.Root, project, "bin", output.Parent!.Name, output.Name);
    }
}
