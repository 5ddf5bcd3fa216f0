using Bench.Hosts;
using Bench.Report;

namespace Bench.Rows;

/// <summary>What all rows of a run share.</summary>
/// <param name="Short">Less load: under three minutes in all, once it is built.</param>
/// <param name="Published">Where host, function app and empty app are, as bench/run published them.</param>
internal sealed record Course(bool Short, AzuriteServer Azurite, string Published)
{
    /// <summary>Never fewer than five: medians of interleaved rounds.</summary>
    public static int Rounds => 5;

    public int Scaled(int full, int brief) => Short ? brief : full;

    /// <summary>The host, compiled ahead.</summary>
    public string Host => Path.Combine(Published, "host", "Functions.Host");

    /// <summary>The folder of the function app, compiled ahead.</summary>
    public string App => Path.Combine(Published, "host", "app");

    /// <summary>The folder of the app of one empty function, compiled ahead.</summary>
    public string EmptyApp => Path.Combine(Published, "empty");

    /// <summary>The published host and app as processes of their own.</summary>
    public Task<ChildProcess> StartAppAsync(string tables, Uri? zoom = null) => ChildProcess.StartHostAsync(Host, App, origin => AppHost.Settings(tables, origin, zoom));

    public Task<ChildProcess> StartEmptyAppAsync() => ChildProcess.StartHostAsync(Host, EmptyApp, origin => AppHost.Settings("none", origin));
}

/// <summary>A row of the table: measures one thing and says what came out.</summary>
internal interface IRow
{
    string Id { get; }

    Task<IReadOnlyList<Measure>> RunAsync(Course course);
}
