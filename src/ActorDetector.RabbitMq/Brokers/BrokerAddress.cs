using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;

namespace ActorDetector.RabbitMq.Brokers;

/// <summary>Where the brokers of one cluster are, and as whom to come.</summary>
/// <param name="Hosts">Their names and ports.</param>
/// <param name="User">The user.</param>
/// <param name="VirtualHost">The virtual host.</param>
/// <param name="IsEncrypted">Whether they are spoken to by TLS.</param>
internal sealed record BrokerAddress(IReadOnlyList<(string Name, int Port)> Hosts, string User, string VirtualHost, bool IsEncrypted)
{
    /// <summary>How addresses are written.</summary>
    public const string Example = "'amqps://actordetector@mq1/logs,amqps://actordetector@mq2/logs'";

    private const int PlainPort = 5672;
    private const int EncryptedPort = 5671;

    /// <summary>Names them in messages.</summary>
    public string Place => string.Join(", ", Hosts.Select(host => $"{host.Name}:{host.Port}"));

    /// <summary>Reads addresses that are separated by commas; false, and what is wrong with them, when they cannot be read.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out BrokerAddress? address, [NotNullWhen(false)] out string? trouble)
    {
        (address, trouble) = (null, null);
        foreach (string one in text.Split(',', StringSplitOptions.TrimEntries))
        {
            // An address that is no address is not told: who mistypes may have put a password in it.
            if (!Uri.TryCreate(one, UriKind.Absolute, out Uri? uri) || uri.Scheme is not ("amqp" or "amqps") || uri.Host.Length == 0 || uri.Query.Length > 0 || uri.AbsolutePath.LastIndexOf('/') > 0)
                trouble = $"--rabbitmq has an address that is none: write it as {Example}.";
            else if (uri.UserInfo.Contains(':', StringComparison.Ordinal))
                trouble = $"--rabbitmq has a password in it, which others could read in the list of processes: put it into a file, and give --rabbitmq-password-file, or into the variable {RabbitMqOptions.PasswordVariable}.";
            else if (uri.UserInfo.Length == 0)
                trouble = $"--rabbitmq {one} must name a user, as {Example}.";
            else if (address is null)
                address = Read(uri);
            else if (Read(uri) is var next && (next.User, next.VirtualHost, next.IsEncrypted) == (address.User, address.VirtualHost, address.IsEncrypted))
                address = address with { Hosts = [.. address.Hosts, .. next.Hosts] };
            else
                trouble = "--rabbitmq has addresses that differ in more than the host: they must be of one cluster, one user and one virtual host.";
            if (trouble is not null)
                return false;
        }

        return address is not null ? true : throw new UnreachableException("splitting gives at least one text");
    }

    private static BrokerAddress Read(Uri uri)
    {
        bool isEncrypted = uri.Scheme == "amqps";
        string path = uri.AbsolutePath.TrimStart('/');
        return new(
            [(uri.Host, uri.Port > 0 ? uri.Port : isEncrypted ? EncryptedPort : PlainPort)],
            Uri.UnescapeDataString(uri.UserInfo), path.Length == 0 ? "/" : Uri.UnescapeDataString(path), isEncrypted);
    }
}
