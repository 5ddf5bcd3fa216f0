namespace ZoomSimulator.Meetings;

internal enum RefusalKind
{
    NotFound,
    Conflict,
    Invalid,
}

/// <summary>Why something could not be done in a meeting.</summary>
internal sealed record Refusal(RefusalKind Kind, string Detail)
{
    public static Refusal NotFound(string detail) => new(RefusalKind.NotFound, detail);

    public static Refusal Conflict(string detail) => new(RefusalKind.Conflict, detail);

    public static Refusal Invalid(string detail) => new(RefusalKind.Invalid, detail);
}

/// <summary>A value, or why there is none.</summary>
internal readonly record struct Outcome<T>
    where T : class
{
    public T? Value { get; private init; }

    public Refusal? Refusal { get; private init; }

    public T Required => Value ?? throw new InvalidOperationException(Refusal?.Detail);

    public static implicit operator Outcome<T>(T value) => new() { Value = value };

    public static implicit operator Outcome<T>(Refusal refusal) => new() { Refusal = refusal };
}
