using System.Diagnostics.CodeAnalysis;

namespace Functions.Zoom;

/// <summary>What a call to Zoom gave: a value, or an error.</summary>
/// <typeparam name="T">The value's type; <see cref="Done"/> where there is nothing to say.</typeparam>
public sealed class ZoomResult<T>
    where T : notnull
{
    private readonly T? value;
    private readonly ZoomError? error;

    internal ZoomResult(T value) => this.value = value;

    internal ZoomResult(ZoomError error) => this.error = error;

    /// <summary>The error, or null after a success.</summary>
    public ZoomError? Error => error;

    /// <summary>The value.</summary>
    /// <exception cref="InvalidOperationException">The call failed; ask <see cref="TryGet"/> first.</exception>
    public T Value => error is null ? value! : throw new InvalidOperationException($"Zoom refused or failed: {error}.");

    public static implicit operator ZoomResult<T>(T value) => new(value);

    public static implicit operator ZoomResult<T>(ZoomError error) => new(error);

    /// <summary>True with the value, or false with the error.</summary>
    public bool TryGet([NotNullWhen(true)] out T? value, [NotNullWhen(false)] out ZoomError? error)
    {
        value = this.value;
        error = this.error;
        return error is null;
    }

    /// <summary>One outcome from either.</summary>
    public TResult Match<TResult>(Func<T, TResult> succeeded, Func<ZoomError, TResult> failed) =>
        error is null ? succeeded(value!) : failed(error);
}

/// <summary>Makes results where the type cannot be inferred, as for interfaces.</summary>
public static class ZoomResult
{
    public static ZoomResult<T> Success<T>(T value)
        where T : notnull => new(value);

    public static ZoomResult<T> Failure<T>(ZoomError error)
        where T : notnull => new(error);
}

/// <summary>A success that has nothing more to say.</summary>
public readonly record struct Done;
