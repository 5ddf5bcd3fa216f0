namespace Functions.Host.Protocol;

/// <summary>A function that a worker has loaded, under the id that it was loaded by.</summary>
internal sealed record LoadedFunction(string Name, string Id, FunctionBinding Trigger)
{
    /// <exception cref="InvalidOperationException">The function is none that this host can run; the message says why.</exception>
    public static LoadedFunction Of(RpcFunctionMetadata function)
    {
        var bindings = function.RawBindings.Select(FunctionBinding.Read).ToArray();
        if (bindings.Where(binding => binding.IsTrigger).ToArray() is not [var trigger])
            throw new InvalidOperationException($"Function {function.Name} needs exactly one trigger.");
        if (!trigger.IsHttpTrigger && !trigger.IsTimerTrigger)
            throw new InvalidOperationException($"Function {function.Name} has a {trigger.Type}: this host has HTTP and timers only.");
        if (trigger.IsHttpTrigger && !string.Equals(trigger.AuthLevel, "Anonymous", StringComparison.OrdinalIgnoreCase))
        {
            throw new InvalidOperationException(
                $"Function {function.Name} asks for AuthorizationLevel.{trigger.AuthLevel}: this host has no keys, so it would leave it open to anybody.");
        }

        // As Azure's host does it, from the raw text.
        foreach (var binding in bindings)
            function.Bindings[binding.Name] = new BindingInfo { Type = binding.Type, Direction = DirectionOf(binding) };
        return new(function.Name, function.FunctionId, trigger);
    }

    private static BindingInfo.Types.Direction DirectionOf(FunctionBinding binding) =>
        Enum.TryParse<BindingInfo.Types.Direction>(binding.Direction, ignoreCase: true, out var direction) ? direction : BindingInfo.Types.Direction.In;
}
