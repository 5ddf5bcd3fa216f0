using Functions.Secrets;
using Functions.SignIn;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Functions.Http;

/// <summary>Keeps the app from starting when nobody could ever call it.</summary>
internal sealed class CallersConfigured(ISecretSource secrets, IOptions<AuthOptions> auth) : IHostedService
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (auth.Value.IsConfigured) return;
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            if ((await secrets.GetAsync(SecretNames.OperatorKey, patience.Token)).Count > 0) return;
        }
        catch (SecretUnavailableException)
        {
            return; // A vault that is away may come back; until then every call is answered with 503.
        }

        throw new OptionsValidationException("OperatorKey", typeof(string),
            ["Set OperatorKey (or the secret operator-key in Key Vault), or Auth__Authority: without either nobody can call this app. For example OperatorKey=<32 random characters>."]);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
