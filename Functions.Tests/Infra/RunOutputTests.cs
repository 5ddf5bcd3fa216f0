using System.Text.Json;

namespace Functions.Tests.Infra;

/// <summary>What <c>./run</c> says when something is wrong with how it was started.</summary>
public sealed class RunOutputTests
{
    private static async Task<string[]> FarewellAsync(object part)
    {
        const string Script = "const { farewell } = await import('./tools/farewell.mjs'); console.log(farewell(JSON.parse(process.env.PART)).join('\\n'));";
        var (code, output, errors) = await SourceTree.RunAsync(
            "node", ["--input-type=module", "-e", Script], new Dictionary<string, string>(StringComparer.Ordinal) { ["PART"] = JsonSerializer.Serialize(part) });
        Assert.Equal((0, ""), (code, errors));
        return output.TrimEnd().Split('\n');
    }

    [Fact]
    public async Task Wrong_settings_of_the_function_app_are_said_in_its_own_lines_and_nothing_else_is()
    {
        const string Lines = "Sessions__MaxRooms must be 1 to 99, for example 50.\nZoom__Plan must be Free, Pro or Business, for example Pro.\n";
        Assert.Equal(Lines.TrimEnd().Split('\n'), await FarewellAsync(new { name = "functions", code = 1, isUp = false, log = Lines, logFile = "f.log" }));
    }

    [Theory]
    [InlineData("functions", 1, true)]
    [InlineData("functions", 134, false)]
    [InlineData("azurite", 1, false)]
    public async Task A_part_that_stops_for_another_reason_is_named_with_the_end_of_its_log(string name, int code, bool isUp)
    {
        var log = string.Join('\n', Enumerable.Range(1, 40).Select(n => $"line {n}"));
        var said = await FarewellAsync(new { name, code, isUp, log, logFile = "f.log" });
        Assert.Equal($"run: {name} stopped by itself ({code}). The end of f.log:", said[0]);
        Assert.Equal(["line 26", "line 40"], [said[1], said[^1]]);
    }

    [Fact]
    public async Task Every_wrong_port_is_one_line_and_the_exit_code_is_1()
    {
        var (code, output, errors) = await SourceTree.RunAsync(
            "node", ["tools/run.mjs"], new Dictionary<string, string>(StringComparer.Ordinal) { ["API_PORT"] = "x", ["ZOOM_PORT"] = "0", ["AZURITE_TABLE_PORT"] = "70000" });
        Assert.Equal((1, ""), (code, output));
        Assert.Equal(["API_PORT", "ZOOM_PORT", "AZURITE_TABLE_PORT"], errors.TrimEnd().Split('\n').Select(line => line.Split(' ')[1]));
    }
}
