using Bench.Hosts;
using Bench.Report;

namespace Bench.Rows;

/// <summary>What all rows of a run share.</summary>
/// <param name="Short">Less load: under three minutes in all, once it is built.</param>
/// <param name="Published">Where the function app and the empty app of row f are, as bench/run published them.</param>
internal sealed record Course(bool Short, AzuriteServer Azurite, string Published)
{
    /// <summary>Never fewer than five: medians of interleaved rounds.</summary>
    public static int Rounds => 5;

    public int Scaled(int full, int brief) => Short ? brief : full;

    /// <summary>The function app, compiled ahead.</summary>
    public string App => Path.Combine(Published, "app", "Functions");

    /// <summary>The published app as a process of its own.</summary>
    public Task<ChildProcess> StartAppAsync(string tables, Uri? zoom = null, params string[] settings) =>
        ChildProcess.StartAppAsync(App, AppHost.Settings(tables, zoom: zoom), settings);
}

/// <summary>A row of the table: measures one thing and says what came out.</summary>
internal interface IRow
{
    string Id { get; }

    Task<IReadOnlyList<Measure>> RunAsync(Course course);
}
