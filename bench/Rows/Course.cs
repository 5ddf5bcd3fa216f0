using Bench.Hosts;
using Bench.Report;

namespace Bench.Rows;

/// <summary>What all rows of a run share.</summary>
/// <param name="Short">Fewer rounds and less load: under three minutes in all.</param>
/// <param name="App">Folder of the published function app.</param>
/// <param name="EmptyApp">Folder of the published app that row f compares with.</param>
internal sealed record Course(bool Short, AzuriteServer Azurite, string App, string EmptyApp)
{
    /// <summary>Never fewer than five: medians of interleaved rounds.</summary>
    public static int Rounds => 5;

    public int Scaled(int full, int brief) => Short ? brief : full;

    /// <summary>The published app as a process of its own.</summary>
    public Task<ChildProcess> StartAppAsync(string tables, Uri? zoom = null, params string[] settings) =>
        ChildProcess.StartAppAsync(Path.Combine(App, "Functions"), AppHost.Settings(tables, zoom: zoom), settings);
}

/// <summary>A row of the table: measures one thing and says what came out.</summary>
internal interface IRow
{
    string Id { get; }

    Task<IReadOnlyList<Measure>> RunAsync(Course course);
}
