using Functions.Secrets;
using Functions.SignIn;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Functions.Settings;

/// <summary>Keeps the app from starting when nobody could ever call it.</summary>
internal sealed class CallersConfigured(ISecretSource secrets, IOptions<AuthOptions> auth)
{
    private const string Nobody =
        "Set OperatorKey to the operator key (or keep it in Key Vault as operator-key), or set Auth__Authority: "
        + "without either nobody can call this app. For example OperatorKey=<32 random characters>.";

    private static readonly string[] Enough = ["OperatorKey", "Auth:Authority", "KeyVault:Uri"];
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>What the settings alone tell: whether a vault has the key is asked at the start.</summary>
    public static string? Wrong(IConfiguration configuration) =>
        Enough.All(name => string.IsNullOrWhiteSpace(configuration[name])) ? Nobody : null;

    /// <exception cref="OptionsValidationException">The vault answers, and has no operator key.</exception>
    public async Task CheckAsync()
    {
        if (auth.Value.IsConfigured) return;
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            if ((await secrets.GetAsync(SecretNames.OperatorKey, patience.Token)).Count > 0) return;
        }
        catch (Exception exception) when (exception is SecretUnavailableException or OperationCanceledException)
        {
            return; // A vault that is away may come back; until then every call is answered with 503.
        }

        throw new OptionsValidationException("OperatorKey", typeof(string), [Nobody]);
    }
}
