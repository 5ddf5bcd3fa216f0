using Microsoft.Azure.Functions.Worker;

namespace Functions.SelfHost.Invocation;

internal sealed class TypedInvocationResult<T>(InvocationResult result) : InvocationResult<T>
{
    public override T? Value
    {
        get => (T?)result.Value;
        set => result.Value = value;
    }
}
