using System.Buffers.Text;
using System.Security.Cryptography;

namespace Functions.Tests.SignIn;

/// <summary>A key that an issuer signs with. Written by hand, so that the library under test does not test itself.</summary>
internal sealed class IssuerKey : IDisposable
{
    private readonly RSA? rsa;
    private readonly ECDsa? ec;

    private IssuerKey(string kid, string algorithm, RSA? rsa, ECDsa? ec) => (Kid, Algorithm, this.rsa, this.ec) = (kid, algorithm, rsa, ec);

    public string Kid { get; }

    /// <summary>RS256 to RS512, PS256 to PS512, ES256 to ES512.</summary>
    public string Algorithm { get; }

    /// <summary>The public key as a PEM file holds it: what an issuer's careless verifier may take for a shared secret.</summary>
    public string PublicPem => rsa?.ExportSubjectPublicKeyInfoPem() ?? ec!.ExportSubjectPublicKeyInfoPem();

    public static IssuerKey New(string kid, string algorithm = "RS256", int rsaBits = 2048) => algorithm[0] == 'E'
        ? new(kid, algorithm, null, ECDsa.Create(CurveOf(algorithm)))
        : new(kid, algorithm, RSA.Create(rsaBits), null);

    /// <summary>The same key, used with another algorithm.</summary>
    public IssuerKey As(string algorithm, string? kid = null) => new(kid ?? Kid, algorithm, rsa, ec);

    public byte[] Sign(byte[] input) => rsa is not null
        ? rsa.SignData(input, HashOf(Algorithm), Algorithm[0] == 'P' ? RSASignaturePadding.Pss : RSASignaturePadding.Pkcs1)
        : ec!.SignData(input, HashOf(Algorithm));

    /// <summary>The public half, as the key set has it.</summary>
    public Dictionary<string, string> Jwk()
    {
        var jwk = new Dictionary<string, string>(StringComparer.Ordinal) { ["kid"] = Kid, ["use"] = "sig" };
        if (rsa is not null)
        {
            var key = rsa.ExportParameters(includePrivateParameters: false);
            (jwk["kty"], jwk["n"], jwk["e"]) = ("RSA", Base64Url.EncodeToString(key.Modulus), Base64Url.EncodeToString(key.Exponent));
        }
        else
        {
            var key = ec!.ExportParameters(includePrivateParameters: false);
            (jwk["kty"], jwk["crv"]) = ("EC", Algorithm switch { "ES256" => "P-256", "ES384" => "P-384", _ => "P-521" });
            (jwk["x"], jwk["y"]) = (Base64Url.EncodeToString(key.Q.X), Base64Url.EncodeToString(key.Q.Y));
        }

        return jwk;
    }

    public void Dispose()
    {
        rsa?.Dispose();
        ec?.Dispose();
    }

    private static ECCurve CurveOf(string algorithm) => algorithm switch
    {
        "ES256" => ECCurve.NamedCurves.nistP256,
        "ES384" => ECCurve.NamedCurves.nistP384,
        _ => ECCurve.NamedCurves.nistP521,
    };

    private static HashAlgorithmName HashOf(string algorithm) => algorithm[2..] switch
    {
        "256" => HashAlgorithmName.SHA256,
        "384" => HashAlgorithmName.SHA384,
        _ => HashAlgorithmName.SHA512,
    };
}
