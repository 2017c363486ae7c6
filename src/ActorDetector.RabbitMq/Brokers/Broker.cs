using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ActorDetector.Actors.Nodes;
using RabbitMQ.Client;

namespace ActorDetector.RabbitMq.Brokers;

/// <summary>Opens connections to whichever broker of a cluster answers.</summary>
internal sealed class Broker
{
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly BrokerAddress _address;
    private readonly ConnectionFactory _factory;
    private readonly AmqpTcpEndpoint[] _endpoints;

    /// <summary>A broker as options name it.</summary>
    /// <param name="options">The options, which are valid.</param>
    /// <param name="password">The value of <see cref="RabbitMqOptions.PasswordVariable"/>.</param>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public Broker(RabbitMqOptions options, string? password)
    {
        _address = BrokerAddress.TryParse(options.RabbitMq!, out BrokerAddress? address, out string? trouble) ? address : throw new ArgumentException(trouble, nameof(options));
        X509Certificate2Collection? authority = options.RabbitMqAuthority is { } file ? ReadAuthority(file) : null;
        string given = options.RabbitMqPasswordFile is { } secret ? PasswordFile.Read("--rabbitmq-password-file", secret) : password ?? "";
        _factory = new ConnectionFactory
        {
            UserName = address.User,
            Password = given,
            VirtualHost = address.VirtualHost,
            AutomaticRecoveryEnabled = false,
            TopologyRecoveryEnabled = false,
            RequestedHeartbeat = Heartbeat,
            RequestedConnectionTimeout = Heartbeat,
            ContinuationTimeout = Patience,
            HandshakeContinuationTimeout = Patience,
        };
        _endpoints = [.. address.Hosts.Select(host => new AmqpTcpEndpoint(host.Name, host.Port, TlsOf(host.Name, authority)))];
    }

    /// <summary>Names it in messages.</summary>
    public string Place => $"RabbitMQ at {_address.Place}";

    /// <summary>Opens a connection.</summary>
    /// <param name="purpose">What the broker's operator sees it called.</param>
    /// <param name="cancellation">Gives up.</param>
    public Task<IConnection> ConnectAsync(string purpose, CancellationToken cancellation) => _factory.CreateConnectionAsync(_endpoints, purpose, cancellation);

    /// <summary>What a fault of a connection means, and what to do.</summary>
    public string Describe(Exception fault) => $"{Place} {Faults.Describe(fault, _address)}";

    private SslOption TlsOf(string host, X509Certificate2Collection? authority)
    {
        SslOption tls = new(host, enabled: _address.IsEncrypted);
        if (authority is not null)
            tls.CertificateValidationCallback = (_, certificate, _, errors) => IsVouchedFor(certificate, errors, authority);
        return tls;
    }

    // The name must be right in any case; only who vouches for it is another.
    private static bool IsVouchedFor(X509Certificate? certificate, SslPolicyErrors errors, X509Certificate2Collection authority)
    {
        if (errors == SslPolicyErrors.None)
            return true;
        if (errors != SslPolicyErrors.RemoteCertificateChainErrors || certificate is null)
            return false;
        using X509Chain chain = new();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(authority);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        using X509Certificate2 own = X509CertificateLoader.LoadCertificate(certificate.GetRawCertData());
        return chain.Build(own);
    }

    private static X509Certificate2Collection ReadAuthority(string file)
    {
        X509Certificate2Collection authority = [];
        try
        {
            authority.ImportFromPemFile(file);
            return authority.Count > 0 ? authority : throw new IOException("it has no certificate in it");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw new IOException($"--rabbitmq-authority {file} cannot be read: {fault.Message}", fault);
        }
    }
}
