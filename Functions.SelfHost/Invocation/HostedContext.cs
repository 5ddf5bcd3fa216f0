using Functions.SelfHost.Catalog;
using Microsoft.Azure.Functions.Worker;

namespace Functions.SelfHost.Invocation;

/// <summary>An invocation by this host. The trigger is the <c>HttpContext</c> or the <see cref="TimerInfo"/>.</summary>
internal sealed class HostedContext(FunctionMethod function, object trigger, IServiceProvider services, CancellationToken cancellationToken)
    : FunctionContext
{
    private string? invocationId;
    private IDictionary<object, object>? items;

    public object Trigger { get; } = trigger;

    public InvocationResult Result { get; } = new MutableInvocationResult();

    public override string InvocationId => invocationId ??= Guid.NewGuid().ToString();

    public override string FunctionId => function.Id;

    public override FunctionDefinition FunctionDefinition => function;

    public override IServiceProvider InstanceServices { get; set; } = services;

    public override IDictionary<object, object> Items
    {
        get => items ??= new Dictionary<object, object>();
        set => items = value;
    }

    public override CancellationToken CancellationToken => cancellationToken;

    public static HostedContext From(FunctionContext context) =>
        context as HostedContext ?? throw new InvalidOperationException("Only an invocation by the host has a result.");

    private sealed class MutableInvocationResult : InvocationResult
    {
        public override object? Value { get; set; }
    }
}
