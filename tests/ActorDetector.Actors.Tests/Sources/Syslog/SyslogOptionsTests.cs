using System.ComponentModel.DataAnnotations;
using ActorDetector.Actors.Sources.Syslog;

namespace ActorDetector.Actors.Tests.Sources.Syslog;

public sealed class SyslogOptionsTests
{
    [Theory]
    [InlineData("514", "127.0.0.1:514", true)]
    [InlineData("0", "127.0.0.1:0", true)]
    [InlineData("localhost:514", "127.0.0.1:514", true)]
    [InlineData("127.0.0.2:514", "127.0.0.2:514", true)]
    [InlineData("[::1]:514", "[::1]:514", true)]
    [InlineData("0.0.0.0:514", "0.0.0.0:514", false)]
    [InlineData("[::]:514", "[::]:514", false)]
    [InlineData("10.0.0.5:6514", "10.0.0.5:6514", false)]
    public void An_end_point_is_an_address_and_a_port_or_a_port_on_the_loopback(string text, string endPoint, bool isLoopback)
    {
        SyslogEndPoint read = new SyslogOptions { SyslogTcp = text }.Tcp.ShouldNotBeNull();
        read.ToString().ShouldBe(endPoint);
        read.IsLoopback.ShouldBe(isLoopback);
    }

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("65536")]
    [InlineData("-1")]
    [InlineData("127.0.0.1")]
    [InlineData("127.0.0.1:")]
    [InlineData("::1:514")]
    [InlineData("[127.0.0.1]:514")]
    [InlineData("[]:514")]
    [InlineData("web1:514")]
    [InlineData(":514")]
    public void All_else_is_refused_with_the_option_and_its_value(string text)
    {
        SyslogOptions options = new() { SyslogUdp = text };
        Problems(options).ShouldHaveSingleItem().ShouldStartWith($"--syslog-udp '{text}' is no address and port");
        Should.Throw<ArgumentException>(() => options.Udp).Message.ShouldContain("--syslog-udp");
    }

    [Fact]
    public void What_is_not_given_is_off()
    {
        SyslogOptions options = new();
        Problems(options).ShouldBeEmpty();
        (options.Udp, options.Tcp, options.Tls).ShouldBe((null, null, null));
    }

    [Fact]
    public void Bad_values_name_their_options()
    {
        Problems(new SyslogOptions { SyslogIdleTimeout = TimeSpan.Zero }).ShouldHaveSingleItem().ShouldStartWith("--syslog-idle-timeout is 00:00:00");
        Problems(new SyslogOptions { TlsHandshakeTimeout = TimeSpan.MaxValue }).ShouldHaveSingleItem().ShouldStartWith("--tls-handshake-timeout");
        Problems(new SyslogOptions { SyslogDrainTimeout = TimeSpan.FromSeconds(-1) }).ShouldHaveSingleItem().ShouldStartWith("--syslog-drain-timeout");
        Problems(new SyslogOptions { SyslogTimeZone = "Mars/Olympus" }).ShouldHaveSingleItem().ShouldStartWith("--syslog-time-zone 'Mars/Olympus'");
        Problems(new SyslogOptions { SyslogTls = "6514" }).ShouldHaveSingleItem().ShouldContain("--tls-certificate");
        Problems(new SyslogOptions { SyslogMaxConnections = 0 }).ShouldHaveSingleItem().ShouldContain("SyslogMaxConnections");
    }

    private static List<string> Problems(SyslogOptions options)
    {
        List<ValidationResult> results = [];
        Validator.TryValidateObject(options, new ValidationContext(options), results, validateAllProperties: true);
        return [.. results.Select(result => result.ErrorMessage!)];
    }
}
