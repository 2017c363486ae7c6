using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ActorDetector.SystemTests.Processes;

/// <summary>Certificates that nobody but a test trusts.</summary>
internal static class SelfSigned
{
    /// <summary>A certificate for localhost and its key.</summary>
    public static string Pem()
    {
        using RSA key = RSA.Create(2048);
        CertificateRequest request = new("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using X509Certificate2 certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        return certificate.ExportCertificatePem() + "\n" + key.ExportPkcs8PrivateKeyPem() + "\n";
    }
}
