using Microsoft.AspNetCore.Http;

namespace Functions.Http;

/// <summary>Who calls: the operator, who may do everything, or a professor, who sees only what is theirs.</summary>
/// <param name="ProfessorId">Null for the operator.</param>
public sealed record Caller(string? ProfessorId)
{
    private const string Item = "caller";

    public static Caller Operator { get; } = new((string?)null);

    public bool IsOperator => ProfessorId is null;

    /// <summary>A stable name, for what is kept per caller.</summary>
    public string Key => ProfessorId is null ? "operator" : $"professor:{ProfessorId}";

    public bool MaySee(string professorId) => IsOperator || ProfessorId == professorId;

    /// <summary>The caller that <see cref="CallerMiddleware"/> let in.</summary>
    /// <exception cref="InvalidOperationException">The function is open to everybody, or the middleware did not run.</exception>
    public static Caller Of(HttpRequest request) =>
        request.HttpContext.Items[Item] as Caller ?? throw new InvalidOperationException("This request has no caller.");

    internal static void Set(HttpContext http, Caller caller) => http.Items[Item] = caller;
}
