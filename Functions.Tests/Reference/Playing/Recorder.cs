using Functions.Tests.Fixtures;
using Functions.Tests.Reference.Holding;

namespace Functions.Tests.Reference.Playing;

/// <summary>A request and its answer that become examples.</summary>
/// <param name="Summary">What the moment is.</param>
internal sealed record Recorded(string Name, string Summary, Exchange Exchange);

/// <summary>Keeps what was sent and answered, one exchange at a time.</summary>
internal sealed class Recorder
{
    private readonly List<Recorded> kept = [];
    private Exchange? last;

    public IReadOnlyList<Recorded> Kept => kept;

    public void See(Exchange exchange) => last = exchange;

    public async Task<Answer> Keep(string name, string summary, Task<Answer> call)
    {
        var answer = await call;
        kept.Add(new(name, summary, last!));
        return answer;
    }
}
