using System.Reflection;
using Functions.Http;
using Functions.Reference;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Functions.Tests.Reference.Describing;

/// <summary>A function as its host serves it, with what its attributes say.</summary>
internal sealed record Operation(string Name, string Path, string HttpMethod, MethodInfo Method)
{
    public bool IsOpen => CallerMiddleware.Open.Contains(Name);

    /// <summary>Whether anybody has begun to describe it.</summary>
    public bool IsDescribed => Get<ITagsMetadata>() is not null;

    public string Tag => Get<ITagsMetadata>()?.Tags is [var tag] ? tag : throw Lacks("[Tags(\"…\")] with one tag");

    public string Summary => Get<IEndpointSummaryMetadata>()?.Summary ?? throw Lacks("[EndpointSummary(\"…\")]");

    public TakesBodyAttribute? Body => Get<TakesBodyAttribute>();

    public bool TakesPage => Get<TakesPageAttribute>() is not null;

    public bool ChecksVersion => Get<ChecksVersionAttribute>() is not null;

    public IReadOnlyList<TakesParameterAttribute> Parameters => [.. Method.GetCustomAttributes<TakesParameterAttribute>()];

    public IReadOnlyList<ProducesResponseTypeAttribute> Answers =>
        Method.GetCustomAttributes<ProducesResponseTypeAttribute>().ToArray() is { Length: > 0 } answers
            ? answers
            : throw Lacks("[ProducesResponseType<…>(…)]");

    /// <summary>Everything it may be refused with, and what follows from what it reads.</summary>
    public IEnumerable<Problem> Refusals => Names().Distinct(StringComparer.Ordinal).Select(KnownProblems.Of);

    /// <summary>All functions of the app that answer HTTP requests.</summary>
    public static IReadOnlyList<Operation> All { get; } =
    [
        .. from type in typeof(Backend).Assembly.GetTypes()
           from function in type.GetMethods()
           let name = function.GetCustomAttribute<FunctionAttribute>()?.Name
           where name is not null
           let http = function.GetParameters().Select(parameter => parameter.GetCustomAttribute<HttpTriggerAttribute>()).FirstOrDefault(trigger => trigger is not null)
           where http is not null
           from method in http.Methods ?? throw new InvalidOperationException($"{name} names no method.")
           select new Operation(name, $"/api/{http.Route}", method.ToLowerInvariant(), function),
    ];

    public InvalidOperationException Lacks(string what) =>
        new($"Function {Name} lacks {what}. docs/decisions/0007-the-api-description.md says how a function is described.");

    private T? Get<T>()
        where T : class => Method.GetCustomAttributes().OfType<T>().FirstOrDefault();

    private IEnumerable<string> Names()
    {
        yield return nameof(Problems.Internal);
        if (!IsOpen)
        {
            yield return nameof(Problems.Unauthorized);
            yield return nameof(Problems.Forbidden);
            yield return nameof(Problems.SignInUnavailable);
            yield return nameof(Problems.SecretUnavailable);
            yield return nameof(Problems.StorageUnavailable);
        }

        if (Body is not null)
        {
            yield return nameof(Problems.Malformed);
            yield return nameof(Problems.TooLarge);
        }

        if (TakesPage || Body is { IsChecked: true }) yield return nameof(Problems.Validation);
        if (Path.Contains("{session_id}", StringComparison.Ordinal)) yield return nameof(Problems.NotFound);
        foreach (var name in Get<RefusesAttribute>()?.Problems ?? []) yield return name;
        foreach (var name in Get<AsksZoomAttribute>() is null ? [] : AsksZoomAttribute.Problems) yield return name;
    }
}
