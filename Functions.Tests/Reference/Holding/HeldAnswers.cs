using Functions.Tests.Reference.Describing;

namespace Functions.Tests.Reference.Holding;

/// <summary>
/// Between a test and the app: holds every answer against the API's description, and fails the test whose answer is described otherwise,
/// whatever that test is about.
/// </summary>
/// <param name="seen">Told of each exchange.</param>
internal sealed class HeldAnswers(Action<Exchange>? seen = null) : DelegatingHandler(new HttpClientHandler())
{
    private const int MostBytes = 256 * 1024;

    private static readonly Lock Gate = new();
    private static Contract? contract;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        await response.Content.LoadIntoBufferAsync(cancellationToken);
        if (response.Content.Headers.ContentLength > MostBytes) return response;
        var exchange = await Exchange.OfAsync(response, cancellationToken);
        seen?.Invoke(exchange);
        var wrong = ContractOfAll().WrongWith(exchange).ToArray();
        if (wrong.Length > 0) Assert.Fail("The API's description says otherwise.\n" + string.Join('\n', wrong));
        return response;
    }

    // All apps have the same functions. One without a description fails the tests of the document, not every test there is.
    private static Contract ContractOfAll()
    {
        lock (Gate) return contract ??= new Contract(ApiDocument.Of(operation => operation.IsDescribed));
    }
}
