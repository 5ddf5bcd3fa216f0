using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;

namespace Functions.Tests.Forgetting;

/// <summary>A process that dies at the n-th call to storage, before or after the call takes effect: from then on no call gets through.</summary>
internal sealed class Crash : HttpPipelinePolicy
{
    private int left = int.MaxValue;
    private bool afterEffect;
    private volatile bool isDead;

    public int Calls { get; private set; }

    public bool HasHappened => isDead;

    public void Configure(TableClientOptions options)
    {
        options.Retry.MaxRetries = 0;
        options.AddPolicy(this, HttpPipelinePosition.PerRetry);
    }

    public void At(int call, bool afterEffect) => (left, this.afterEffect, isDead, Calls) = (call, afterEffect, false, 0);

    public void Revive() => (left, isDead) = (int.MaxValue, false);

    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) => throw new NotSupportedException();

    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        Calls++;
        var isNow = --left == 0;
        if (isDead || (isNow && !afterEffect))
        {
            isDead = true;
            throw new CrashedException();
        }

        await ProcessNextAsync(message, pipeline);
        if (!isNow) return;
        isDead = true;
        throw new CrashedException();
    }
}

internal sealed class CrashedException() : Exception("The process died here, in a test.");
