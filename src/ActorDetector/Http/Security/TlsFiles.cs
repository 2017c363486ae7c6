using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Server.Kestrel.Https;

namespace ActorDetector.Http.Security;

/// <summary>Reads the certificates of HTTPS.</summary>
internal static class TlsFiles
{
    private const string ClientUse = "1.3.6.1.5.5.7.3.2"; // id-kp-clientAuth

    /// <summary>What Kestrel needs for HTTPS; null when no certificate is named.</summary>
    /// <exception cref="IOException">A file cannot be read, or is no certificate or key.</exception>
    public static HttpsConnectionAdapterOptions? Read(HttpOptions options)
    {
        if (options.HttpTlsCertificate is not { } certificate)
            return null;
        var https = new HttpsConnectionAdapterOptions
        {
            ServerCertificate = Load($"--http-tls-certificate {certificate}{(options.HttpTlsKey is { } key ? $" with --http-tls-key {key}" : "")}", () => X509Certificate2.CreateFromPemFile(certificate, options.HttpTlsKey)),
            ServerCertificateChain = Load($"--http-tls-certificate {certificate}", () => Certificates(certificate)),
            HandshakeTimeout = options.HttpHeaderTimeout,
        };
        if (options.HttpTlsClientAuthority is { } authority)
        {
            X509Certificate2Collection roots = Load($"--http-tls-client-authority {authority}", () => Certificates(authority));
            https.ClientCertificateMode = ClientCertificateMode.RequireCertificate;
            https.ClientCertificateValidation = (client, sent, _) => IsOf(roots, client, sent);
        }

        return https;
    }

    private static X509Certificate2Collection Certificates(string file)
    {
        var certificates = new X509Certificate2Collection();
        certificates.ImportFromPemFile(file);
        return certificates.Count > 0 ? certificates : throw new CryptographicException("it holds no certificate in PEM form");
    }

    private static bool IsOf(X509Certificate2Collection roots, X509Certificate2 client, X509Chain? sent)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(roots);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true; // a stranger's certificate names no address that the node asks
        chain.ChainPolicy.ApplicationPolicy.Add(new Oid(ClientUse));
        if (sent is not null)
            chain.ChainPolicy.ExtraStore.AddRange(sent.ChainPolicy.ExtraStore);
        return chain.Build(client);
    }

    private static T Load<T>(string what, Func<T> load)
    {
        try
        {
            return load();
        }
        catch (Exception fault) when (fault is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw new IOException($"{what} cannot be used: {fault.Message}", fault);
        }
    }
}
