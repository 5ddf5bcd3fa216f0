namespace Functions.Tests.Fixtures;

/// <summary>The built app, to be started in a process of its own.</summary>
internal static class AppAssembly
{
    public static string Path
    {
        get
        {
            var output = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(System.IO.Path.DirectorySeparatorChar));
            return System.IO.Path.Combine(Repository.Root, "Functions", "bin", output.Parent!.Name, output.Name, "Functions.dll");
        }
    }
}
