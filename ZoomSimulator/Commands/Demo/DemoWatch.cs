using ZoomSimulator.Scenarios;

namespace ZoomSimulator.Commands.Demo;

/// <summary>Prints steps as they happen, and the snapshot whenever it changes or becomes right.</summary>
internal sealed class DemoWatch(DemoPrinter print, LocationCheck check, TimeProvider time)
{
    private IReadOnlyList<string> _differences = [];
    private bool _confirmed;

    public Step? Current { get; private set; }

    /// <summary>The snapshot shows the latest step as it truly is.</summary>
    public bool IsRight => Current is not null && _differences.Count == 0;

    public async Task ShowAsync(IReadOnlyList<Step> steps, Snapshot seen, bool changed)
    {
        foreach (var step in steps.Skip(Current?.Index ?? 0))
            await BeginAsync(step);
        if (Current is null)
            return;
        _differences = check.Compare(Current, seen);
        if (changed || (IsRight && !_confirmed))
            await print.RowAsync(time.GetUtcNow(), seen, IsRight);
        _confirmed = IsRight;
    }

    private async Task BeginAsync(Step step)
    {
        if (_differences.Count > 0)
            await print.MissedAsync(_differences);
        await print.StepAsync(step);
        (Current, _differences, _confirmed) = (step, [], false);
    }
}
