using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ActorDetector.Actors.Sources.Syslog;

/// <summary>What the server's side of syslog over TLS (RFC 5425) proves, and asks of clients.</summary>
internal static class SyslogTls
{
    private const string ClientAuthentication = "1.3.6.1.5.5.7.3.2";

    /// <summary>Reads the certificates.</summary>
    /// <exception cref="ArgumentException">A file cannot be read, or does not hold what it should.</exception>
    public static SslServerAuthenticationOptions Load(SyslogOptions options)
    {
        string path = options.TlsCertificate ?? throw new ArgumentException("--syslog-tls needs a --tls-certificate: a PEM file.");
        X509Certificate2 certificate = Read($"--tls-certificate '{path}'{(options.TlsKey is { } key ? $" with --tls-key '{key}'" : "")}", () => X509Certificate2.CreateFromPemFile(path, options.TlsKey));
        X509Certificate2Collection chain = Read($"--tls-certificate '{path}'", () => ReadAll(path));
        SslServerAuthenticationOptions server = new()
        {
            ServerCertificateContext = SslStreamCertificateContext.Create(certificate, chain, offline: true),
            AllowRenegotiation = false,
            EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
        };
        if (options.TlsClientAuthority is { } authority)
        {
            server.ClientCertificateRequired = true;
            server.CertificateChainPolicy = SignedBy(Read($"--tls-client-authority '{authority}'", () => ReadAll(authority)));
        }

        return server;
    }

    private static X509ChainPolicy SignedBy(X509Certificate2Collection authorities)
    {
        X509ChainPolicy policy = new() { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck, DisableCertificateDownloads = true };
        policy.CustomTrustStore.AddRange(authorities);
        policy.ApplicationPolicy.Add(new Oid(ClientAuthentication));
        return policy;
    }

    private static X509Certificate2Collection ReadAll(string path)
    {
        X509Certificate2Collection certificates = [];
        certificates.ImportFromPemFile(path);
        return certificates.Count > 0 ? certificates : throw new CryptographicException("there is no certificate in it");
    }

    private static T Read<T>(string what, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException)
        {
            throw new ArgumentException($"{what} cannot be used: {exception.Message} Give a PEM file that can be read.", exception);
        }
    }
}
