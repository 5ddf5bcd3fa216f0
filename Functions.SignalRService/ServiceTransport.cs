namespace Functions.SignalRService;

/// <summary>The way to the service; another one takes its place in tests.</summary>
internal sealed class ServiceTransport(Func<HttpMessageHandler> create)
{
    public ServiceTransport()
        : this(() => new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false, UseCookies = false, ActivityHeadersPropagator = null })
    {
    }

    public HttpClient Client() => new(create());
}
