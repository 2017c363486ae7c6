using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ActorDetector.Tests.Shared;

/// <summary>Certificates that nobody but a test trusts.</summary>
internal static class SelfSigned
{
    /// <summary>The subject of each.</summary>
    public const string Subject = "CN=localhost";

    /// <summary>A certificate for localhost, and its key.</summary>
    public static string Pem()
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = new(Subject, key, HashAlgorithmName.SHA256);
        using X509Certificate2 certificate = request.CreateSelfSigned(new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2100, 1, 1, 0, 0, 0, TimeSpan.Zero));
        return certificate.ExportCertificatePem() + "\n" + key.ExportPkcs8PrivateKeyPem() + "\n";
    }
}
