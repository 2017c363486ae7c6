using System.ComponentModel.DataAnnotations;
using ActorDetector.Actors.Sinks;
using ActorDetector.Actors.Tests.Sinks.Made;
using Microsoft.Extensions.Logging.Abstractions;

namespace ActorDetector.Actors.Tests.Sinks;

public sealed class SinkOptionsTests
{
    [Theory]
    [InlineData("ftp://example.org/")]
    [InlineData("example.org:80")]
    [InlineData("")]
    public void An_address_that_is_no_http_URL_is_named(string url)
    {
        Faults(new SinkOptions { WebhookUrl = url }).ShouldHaveSingleItem().ShouldStartWith($"--webhook-url is '{url}'");
        Faults(new SinkOptions { AlertmanagerUrl = url }).ShouldHaveSingleItem().ShouldStartWith($"--alertmanager-url is '{url}'");
    }

    [Fact]
    public void A_password_in_an_address_is_refused_and_not_repeated() =>
        Faults(new SinkOptions { WebhookUrl = "https://me:s3cret@example.org/" }).ShouldHaveSingleItem().ShouldNotContain("s3cret");

    [Theory]
    [InlineData("no colon s3cret")]
    [InlineData(": s3cret")]
    [InlineData("X-A: s3cret\r\nX-B: 1")]
    [InlineData("Authorization: s3cret")]
    [InlineData("content-length: s3cret")]
    public void A_header_that_is_none_is_refused_and_its_value_not_repeated(string header)
    {
        string fault = Faults(new SinkOptions { WebhookUrl = "http://localhost/", WebhookHeader = [header] }).ShouldHaveSingleItem();
        fault.ShouldStartWith("--webhook-header");
        fault.ShouldNotContain("s3cret");
    }

    [Fact]
    public void A_token_without_its_address_and_times_that_are_not_positive_are_refused()
    {
        Faults(new SinkOptions { WebhookTokenFile = "t" }).ShouldHaveSingleItem().ShouldContain("--webhook-token-file is given without --webhook-url");
        Faults(new SinkOptions { AlertmanagerTokenFile = "t" }).ShouldHaveSingleItem().ShouldContain("--alertmanager-url");
        Faults(new SinkOptions { AlertQuiet = TimeSpan.Zero }).ShouldHaveSingleItem().ShouldContain("--alert-quiet");
        Faults(new SinkOptions { AlertRepeat = -TimeSpan.FromSeconds(1) }).ShouldHaveSingleItem().ShouldContain("--alert-repeat");
        Faults(new SinkOptions { SinkTimeout = TimeSpan.FromDays(2) }).ShouldHaveSingleItem().ShouldContain("--sink-timeout");
        Faults(new SinkOptions { MaxAlerts = 0, WebhookBatch = 0 }).Count.ShouldBe(2);
        Faults(new SinkOptions()).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_sinks_that_are_asked_for_are_made_with_their_tokens()
    {
        using TemporaryFolder folder = new();
        await using HttpPeer peer = new(_ => new PeerAnswer());
        using MemoryStream output = new();
        SinkOptions options = new()
        {
            AnomaliesFile = "-",
            WebhookUrl = peer.Url,
            AlertmanagerUrl = peer.Url,
            AlertmanagerTokenFile = folder.PathOf("token"),
        };
        await File.WriteAllTextAsync(folder.PathOf("token"), "of-file");

        IReadOnlyList<ISink> sinks = Create(options, name => name == "ACTORDETECTOR_WEBHOOK_TOKEN" ? "of-environment" : null, output);

        sinks.Select(sink => sink.Name).ShouldBe(["jsonl", "webhook", "alertmanager"]);
        foreach (ISink sink in sinks)
        {
            await sink.SendAsync(SampleAnomalies.Run(1, 1), CancellationToken.None);
            if (sink is IAsyncDisposable later)
                await later.DisposeAsync();
            (sink as IDisposable)?.Dispose();
        }

        output.Length.ShouldBeGreaterThan(0);
        (await peer.NextAsync()).Headers["Authorization"].ShouldBe("Bearer of-environment");
        (await peer.NextAsync()).Headers["Authorization"].ShouldBe("Bearer of-file");
    }

    [Fact]
    public async Task Without_options_there_are_no_sinks_and_a_file_is_a_file()
    {
        using TemporaryFolder folder = new();
        Create(new SinkOptions(), _ => "unused", Stream.Null).ShouldBeEmpty();

        ISink sink = Create(new SinkOptions { AnomaliesFile = folder.PathOf("a.jsonl") }, _ => null, Stream.Null).ShouldHaveSingleItem();
        await sink.SendAsync(SampleAnomalies.Run(1, 1), CancellationToken.None);

        File.Exists(folder.PathOf("a.jsonl")).ShouldBeTrue();
    }

    private static IReadOnlyList<ISink> Create(SinkOptions options, Func<string, string?> environment, Stream output) =>
        ConfiguredSinks.Create(options, environment, () => output, TimeProvider.System, NullLogger.Instance);

    private static List<string> Faults(SinkOptions options)
    {
        List<ValidationResult> faults = [];
        ValidationContext context = new(options);
        Validator.TryValidateObject(options, context, faults, validateAllProperties: true);
        return [.. faults.Select(fault => fault.ErrorMessage!)];
    }
}
