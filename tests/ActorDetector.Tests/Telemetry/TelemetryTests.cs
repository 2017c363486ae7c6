using ActorDetector.Telemetry;
using ActorDetector.Tests.Http;

namespace ActorDetector.Tests.Telemetry;

/// <summary>The node's own metrics and traces, as a collector receives them.</summary>
[Collection(TrainedModelTests.Name)]
public sealed class TelemetryTests(TrainedModel model)
{
    [Fact]
    public async Task Metrics_and_spans_reach_the_collector()
    {
        await using OtlpReceiver collector = await OtlpReceiver.StartAsync();
        await using FaceUnderTest face = await FaceUnderTest.Of(model);
        face.Node.Status = face.Node.Status with { Shards = [NodeMetricsTests.Shard(0, 1)] };

        using (TelemetryExport.Start(face.Node, new TelemetryOptions { OtlpEndpoint = collector.Address.ToString(), OtlpInterval = TimeSpan.FromSeconds(0.2) }))
        {
            await face.PostLines("a\n", ("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"));
            await collector.WaitForAsync("/v1/metrics");
        }

        string metrics = collector.Text("/v1/metrics");
        foreach (string name in (string[])["actordetector.lines", "actordetector.latency", "actordetector.anomalies", "outcome", "too-long", "actordetector"])
            metrics.ShouldContain(name);
        string traces = collector.Text("/v1/traces");
        traces.ShouldContain("POST /v1/lines");
        collector.Bytes("/v1/traces").AsSpan().IndexOf(Convert.FromHexString("0af7651916cd43dd8448eb211c80319c")).ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task Without_an_endpoint_nothing_is_sent()
    {
        await using FaceUnderTest face = await FaceUnderTest.Of(model);

        TelemetryExport.Start(face.Node, new TelemetryOptions()).ShouldBeNull();
    }

    [Fact]
    public void An_endpoint_that_is_no_address_is_refused() =>
        new TelemetryOptions { OtlpEndpoint = "collector:4318" }.Validate(new System.ComponentModel.DataAnnotations.ValidationContext(this)).ShouldHaveSingleItem()
            .ErrorMessage!.ShouldContain("--otlp-endpoint collector:4318");
}
