using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace ActorDetector.Actors.Sources.Syslog;

/// <summary>How syslog is received.</summary>
public sealed record SyslogOptions : IValidatableObject
{
    /// <summary>Where to receive syslog over UDP: <c>address:port</c>, or <c>port</c> on the loopback. Default null: not at all.</summary>
    [Description("Where to receive syslog over UDP: address:port, or port on the loopback")]
    public string? SyslogUdp { get; init; }

    /// <summary>Where to receive syslog over TCP: <c>address:port</c>, or <c>port</c> on the loopback. Default null: not at all.</summary>
    [Description("Where to receive syslog over TCP: address:port, or port on the loopback")]
    public string? SyslogTcp { get; init; }

    /// <summary>Where to receive syslog over TLS: <c>address:port</c>, or <c>port</c> on the loopback. Default null: not at all.</summary>
    [Description("Where to receive syslog over TLS: address:port, or port on the loopback")]
    public string? SyslogTls { get; init; }

    /// <summary>The PEM file with the certificate of <see cref="SyslogTls"/>, and those between it and its authority. Default none.</summary>
    [Description("PEM file with the certificate for --syslog-tls, and those between it and its authority")]
    public string? TlsCertificate { get; init; }

    /// <summary>The PEM file with the certificate's key. Default null: it is in the certificate's file.</summary>
    [Description("PEM file with the key of --tls-certificate (default: in the same file)")]
    public string? TlsKey { get; init; }

    /// <summary>The PEM file with the authorities that must have signed a client's certificate. Default null: clients need none.</summary>
    [Description("PEM file with the authorities that must have signed a client's certificate (default: clients need none)")]
    public string? TlsClientAuthority { get; init; }

    /// <summary>What of a message becomes the line. Default file.</summary>
    [Description("What becomes the line: file ('Mmm dd hh:mm:ss host tag: message'), message (without header), raw (as it came)")]
    public SyslogText SyslogText { get; init; } = SyslogText.File;

    /// <summary>Time zone of times that do not name theirs, as an IANA name. Default UTC.</summary>
    [Description("Time zone of syslog times that do not name theirs, as Europe/Berlin")]
    public string SyslogTimeZone { get; init; } = "UTC";

    /// <summary>Most connections open at once over TCP, and as many over TLS; one more is closed at once, and counted. Default 1,000.</summary>
    [Description("Most syslog connections open at once over TCP, and as many over TLS; one more is closed at once")]
    [Range(1, 100_000)]
    public int SyslogMaxConnections { get; init; } = 1_000;

    /// <summary>Time without a whole message after which a connection is closed. Default one day.</summary>
    [Description("Time without a whole message after which a syslog connection is closed, as 1.00:00:00")]
    public TimeSpan SyslogIdleTimeout { get; init; } = TimeSpan.FromDays(1);

    /// <summary>Time that a TLS handshake may take. Default 10 seconds.</summary>
    [Description("Time that a TLS handshake may take, as 00:00:10")]
    public TimeSpan TlsHandshakeTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Time for which what peers have sent is still read after a stop. Default 2 seconds.</summary>
    [Description("Time for which what syslog peers have sent is still read after a stop, as 00:00:02")]
    public TimeSpan SyslogDrainTimeout { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Most bytes of unfinished messages of all connections together beyond 16 KiB each; a message for which none are left is
    /// skipped and counted as too long. Default 64 MiB.</summary>
    [Description("Most bytes of unfinished messages of all syslog connections beyond 16 KiB each; what does not fit is skipped as too long")]
    [Range(0L, 1L << 40)]
    public long SyslogMaxBufferBytes { get; init; } = 64 << 20;

    /// <summary>Bytes of the kernel's buffer for UDP, as far as it allows (net.core.rmem_max). Default 8 MiB.</summary>
    [Description("Bytes of the kernel's receive buffer for UDP, as far as it allows (net.core.rmem_max)")]
    [Range(4096, 1 << 30)]
    public int SyslogUdpBufferBytes { get; init; } = 8 << 20;

    /// <summary>Most bytes of messages over UDP that wait to be taken on; what comes then is dropped and counted. Default 16 MiB.</summary>
    [Description("Most bytes of UDP messages that wait in memory; what comes then is dropped and counted")]
    [Range(65_536, 1 << 30)]
    public int SyslogUdpQueueBytes { get; init; } = 16 << 20;

    /// <summary>Where <see cref="SyslogUdp"/> is; null when it is off.</summary>
    /// <exception cref="ArgumentException">It is no address and port.</exception>
    public SyslogEndPoint? Udp => SyslogEndPoint.Parse("--syslog-udp", SyslogUdp);

    /// <summary>Where <see cref="SyslogTcp"/> is; null when it is off.</summary>
    /// <exception cref="ArgumentException">It is no address and port.</exception>
    public SyslogEndPoint? Tcp => SyslogEndPoint.Parse("--syslog-tcp", SyslogTcp);

    /// <summary>Where <see cref="SyslogTls"/> is; null when it is off.</summary>
    /// <exception cref="ArgumentException">It is no address and port.</exception>
    public SyslogEndPoint? Tls => SyslogEndPoint.Parse("--syslog-tls", SyslogTls);

    /// <summary>The time zone of <see cref="SyslogTimeZone"/>.</summary>
    /// <exception cref="ArgumentException">There is none of that name.</exception>
    internal TimeZoneInfo Zone => TimeZoneInfo.TryFindSystemTimeZoneById(SyslogTimeZone, out TimeZoneInfo? zone) ? zone
        : throw new ArgumentException(UnknownZone);

    private string UnknownZone => $"--syslog-time-zone '{SyslogTimeZone}' is not known here: give an IANA name, as Europe/Berlin or UTC.";

    /// <summary>Finds what single ranges do not tell: addresses, times that are not positive, certificates without use or missing.</summary>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        (string Option, string? Value)[] endPoints = [("--syslog-udp", SyslogUdp), ("--syslog-tcp", SyslogTcp), ("--syslog-tls", SyslogTls)];
        foreach ((string option, string? value) in endPoints)
        {
            if (value is not null && !SyslogEndPoint.TryParse(value, out _))
                yield return new ValidationResult(SyslogEndPoint.Refusal(option, value));
        }

        (string Option, TimeSpan Value)[] times = [("--syslog-idle-timeout", SyslogIdleTimeout), ("--tls-handshake-timeout", TlsHandshakeTimeout)];
        foreach ((string option, TimeSpan value) in times)
        {
            if (value <= TimeSpan.Zero || value.TotalMilliseconds > int.MaxValue)
                yield return new ValidationResult($"{option} is {value}: it must be longer than 00:00:00 and at most 24.00:00:00, as 00:05:00.");
        }

        if (SyslogDrainTimeout < TimeSpan.Zero || SyslogDrainTimeout.TotalMilliseconds > int.MaxValue)
            yield return new ValidationResult($"--syslog-drain-timeout is {SyslogDrainTimeout}: it must be from 00:00:00 to 24.00:00:00.");
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(SyslogTimeZone, out _))
            yield return new ValidationResult(UnknownZone);
        if (SyslogTls is not null && TlsCertificate is null)
            yield return new ValidationResult($"--syslog-tls {SyslogTls} needs a --tls-certificate: a PEM file.");
        (string Option, string? File)[] files = [("--tls-certificate", TlsCertificate), ("--tls-key", TlsKey), ("--tls-client-authority", TlsClientAuthority)];
        foreach ((string option, string? file) in files)
        {
            if (file is not null && SyslogTls is null)
                yield return new ValidationResult($"{option} {file} is for --syslog-tls, which is not given: give both or none.");
        }
    }
}
