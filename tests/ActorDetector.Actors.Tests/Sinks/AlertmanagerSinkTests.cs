using System.Text.Json.Nodes;
using ActorDetector.Actors.Sinks;
using ActorDetector.Actors.Tests.Sinks.Made;
using Microsoft.Extensions.Logging.Abstractions;

namespace ActorDetector.Actors.Tests.Sinks;

public sealed class AlertmanagerSinkTests
{
    [AlertmanagerFact]
    public async Task A_burst_of_a_thousand_is_one_alert_with_its_count_and_two_causes_are_two()
    {
        using Alertmanager alertmanager = await Alertmanager.StartAsync();
        await using AlertmanagerSink sink = Sink(new SinkOptions { AlertmanagerUrl = alertmanager.Url });
        MemoryNodeStore store = new(number => SampleAnomalies.Of(number, number <= 1000 ? "Received block <*>" : "Deleted block <*>"));
        await using RunningSink running = new(sink, store, TimeProvider.System);
        await running.UntilAsync(now => now.Number == 0);

        foreach (long last in (long[])[1, 400, 1000])
        {
            store.Last = last;
            running.Runner.Wake();
            await running.UntilAsync(now => now.Number == last);
        }

        JsonNode alert = (await alertmanager.UntilAsync(alerts => alerts.Count == 1))[0]!;
        ((string)alert["annotations"]!["count"]!).ShouldBe("1000");
        ((string)alert["labels"]!["alertname"]!).ShouldBe("LogAnomaly");
        ((string)alert["status"]!["state"]!).ShouldBe("active");
        ((DateTimeOffset)alert["startsAt"]!).ShouldBe(SampleAnomalies.Start);

        store.Last = 1003;
        running.Runner.Wake();
        JsonArray two = await alertmanager.UntilAsync(alerts => alerts.Count == 2);
        two.Select(each => (string)each!["annotations"]!["count"]!).Order().ShouldBe(["1000", "3"]);
    }

    [AlertmanagerFact]
    public async Task An_alert_is_over_after_the_quiet_time()
    {
        using Alertmanager alertmanager = await Alertmanager.StartAsync();
        SinkOptions options = new() { AlertmanagerUrl = $"{alertmanager.Url}/", AlertQuiet = TimeSpan.FromSeconds(3), AlertRepeat = TimeSpan.FromSeconds(1) };
        await using AlertmanagerSink sink = Sink(options);

        await sink.SendAsync(SampleAnomalies.Run(1, 10), CancellationToken.None);

        await alertmanager.UntilAsync(alerts => alerts.Count == 1);
        await alertmanager.UntilAsync(alerts => alerts.Count == 0);
        await sink.SendAsync(SampleAnomalies.Run(11, 12), CancellationToken.None);
        JsonArray again = await alertmanager.UntilAsync(alerts => alerts.Count == 1);
        ((string)again[0]!["annotations"]!["count"]!).ShouldBe("2");
    }

    [AlertmanagerFact]
    public async Task An_Alertmanager_that_was_restarted_is_told_again()
    {
        using Alertmanager alertmanager = await Alertmanager.StartAsync();
        await using AlertmanagerSink sink =
            Sink(new SinkOptions { AlertmanagerUrl = alertmanager.Url, AlertRepeat = TimeSpan.FromMilliseconds(500) });
        await sink.SendAsync(SampleAnomalies.Run(1, 10), CancellationToken.None);
        await alertmanager.UntilAsync(alerts => alerts.Count == 1);

        await alertmanager.RestartAsync();

        JsonArray alerts = await alertmanager.UntilAsync(alerts => alerts.Count == 1);
        ((string)alerts[0]!["annotations"]!["count"]!).ShouldBe("10");
    }

    [Fact]
    public async Task An_attempt_that_failed_counts_nothing_twice()
    {
        int calls = 0;
        await using HttpPeer peer = new(_ => new PeerAnswer(++calls == 1 ? 503 : 200));
        await using AlertmanagerSink sink = Sink(new SinkOptions { AlertmanagerUrl = $"{peer.Url}/prefix/", AlertByEntity = true });

        await Should.ThrowAsync<IOException>(sink.SendAsync(SampleAnomalies.Run(1, 5), CancellationToken.None));
        await sink.SendAsync(SampleAnomalies.Run(1, 5), CancellationToken.None);

        await peer.NextAsync();
        PeerRequest second = await peer.NextAsync();
        second.Line.ShouldBe("POST /prefix/api/v2/alerts HTTP/1.1");
        ((string)second.Json[0]!["annotations"]!["count"]!).ShouldBe("5");
        ((string)second.Json[0]!["labels"]!["entity"]!).ShouldBe("host-1");
    }

    [Fact]
    public async Task Alerts_that_are_refused_hold_nothing_that_comes_later()
    {
        int calls = 0;
        await using HttpPeer peer = new(_ => new PeerAnswer(++calls == 1 ? 400 : 200));
        await using AlertmanagerSink sink = Sink(new SinkOptions { AlertmanagerUrl = peer.Url });

        SinkRefusedException fault =
            await Should.ThrowAsync<SinkRefusedException>(sink.SendAsync([SampleAnomalies.Of(1, "one")], CancellationToken.None));
        await sink.SendAsync([SampleAnomalies.Of(2, "two")], CancellationToken.None);

        fault.IsOfEach.ShouldBeFalse();
        await peer.NextAsync();
        (await peer.NextAsync()).Json.AsArray().Count.ShouldBe(1);
    }

    [Fact]
    public async Task Many_alerts_are_posted_in_parts()
    {
        await using HttpPeer peer = new(_ => new PeerAnswer());
        await using AlertmanagerSink sink = Sink(new SinkOptions { AlertmanagerUrl = peer.Url, MaxAlerts = 150 });

        await sink.SendAsync([.. Enumerable.Range(1, 500).Select(number => SampleAnomalies.Of(number, $"t{number}"))], CancellationToken.None);

        (await peer.NextAsync()).Json.AsArray().Count.ShouldBe(100);
        (await peer.NextAsync()).Json.AsArray().Count.ShouldBe(51);
    }

    [Fact]
    public async Task A_post_that_hangs_does_not_hold_a_stop()
    {
        int calls = 0;
        await using HttpPeer peer = new(_ => new PeerAnswer { Hangs = ++calls > 1 });
        AlertmanagerSink sink = Sink(new SinkOptions { AlertmanagerUrl = peer.Url, AlertRepeat = TimeSpan.FromMilliseconds(10) });
        await sink.SendAsync(SampleAnomalies.Run(1, 1), CancellationToken.None);
        await peer.NextAsync();
        await peer.NextAsync();

        await sink.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(5));
    }

    private static AlertmanagerSink Sink(SinkOptions options) => new(options, null, TimeProvider.System, NullLogger.Instance);
}
