using ZoomSimulator.Scenarios;

namespace ZoomSimulator.Control;

internal sealed record ScenarioRequest(string Name, double Speed = 1, bool End = true);

internal static class ScenarioControls
{
    public static void Map(IEndpointRouteBuilder sim)
    {
        sim.MapPost("/meetings/{id:long}/scenario", (long id, ScenarioRequest body, ScenarioRunner runner) =>
            body.Name is not "class" ? ControlGate.Problem(400, "The only scenario is \"class\".")
            : !(body.Speed is > 0 and <= 1_000) ? ControlGate.Problem(400, "speed is a number from 0 (exclusive) to 1000.")
            : ControlApi.Answer(runner.Start(id, body.Speed, body.End), play => play.Status()));
        sim.MapGet("/meetings/{id:long}/scenario", (long id, ScenarioRunner runner) =>
            ControlApi.Answer(runner.Find(id), play => play.Status()));
        sim.MapDelete("/meetings/{id:long}/scenario", (long id, ScenarioRunner runner) =>
            ControlApi.Answer(runner.Cancel(id), play => play.Status()));
    }
}
