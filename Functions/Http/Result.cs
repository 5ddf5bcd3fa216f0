using System.Diagnostics.CodeAnalysis;

namespace Functions.Http;

/// <summary>What an operation gave: a value, or the problem to answer with.</summary>
public sealed class Result<T>
    where T : notnull
{
    private readonly T? value;
    private readonly Problem? problem;

    private Result(T? value, Problem? problem) => (this.value, this.problem) = (value, problem);

    public static implicit operator Result<T>(T value) => new(value, null);

    public static implicit operator Result<T>(Problem problem) => new(default, problem);

    public bool TryGet([NotNullWhen(true)] out T? value, [NotNullWhen(false)] out Problem? problem)
    {
        (value, problem) = (this.value, this.problem);
        return problem is null;
    }
}
