namespace Microsoft.Azure.Functions.Worker.Builder;

/// <summary>HTTP by ASP.NET Core.</summary>
public static class FunctionsApplicationBuilderAspNetCoreExtensions
{
    /// <summary>
    /// Gives functions <c>HttpRequest</c> and <c>IResult</c>. Middleware added before this call sees no HTTP context, and can't change the answer.
    /// </summary>
    /// <param name="builder">The app's builder.</param>
    /// <returns>The builder.</returns>
    public static FunctionsApplicationBuilder ConfigureFunctionsWebApplication(this FunctionsApplicationBuilder builder)
    {
        builder.UseHttp();
        return builder;
    }
}
