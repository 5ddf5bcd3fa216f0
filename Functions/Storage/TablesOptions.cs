using Azure.Data.Tables;
using Microsoft.Extensions.Options;

namespace Functions.Storage;

/// <summary>Where the tables are: an account by identity, or a connection string (the local emulator).</summary>
public sealed class TablesOptions
{
    /// <summary><c>Tables__ServiceUri</c></summary>
    public Uri? ServiceUri { get; set; }

    /// <summary><c>AzureWebJobsStorage</c>, used when there is no service URI.</summary>
    public string? ConnectionString { get; set; }
}

internal sealed class TablesOptionsValidator : IValidateOptions<TablesOptions>
{
    public ValidateOptionsResult Validate(string? name, TablesOptions options) => options switch
    {
        { ServiceUri: { } uri } when !uri.IsAbsoluteUri || uri.Scheme is not ("https" or "http") =>
            ValidateOptionsResult.Fail("Tables__ServiceUri must be an absolute URL, for example https://account.table.core.windows.net."),
        { ServiceUri: null } when string.IsNullOrWhiteSpace(options.ConnectionString) =>
            ValidateOptionsResult.Fail(
                "Set Tables__ServiceUri (identity), for example https://account.table.core.windows.net, or AzureWebJobsStorage, for example UseDevelopmentStorage=true."),
        { ServiceUri: null } when !IsConnection(options.ConnectionString) =>
            ValidateOptionsResult.Fail("AzureWebJobsStorage must be a connection string of a storage account with tables, for example UseDevelopmentStorage=true."),
        _ => ValidateOptionsResult.Success,
    };

    private static bool IsConnection(string text)
    {
        try
        {
            _ = new TableServiceClient(text);
            return true;
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException or InvalidOperationException)
        {
            return false;
        }
    }
}
