using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using ActorDetector.Actors.Sinks;
using ActorDetector.Actors.Stores;
using ActorDetector.Actors.Tests.Sinks.Made;
using ActorDetector.Detection;

namespace ActorDetector.Actors.Tests.Sinks;

public sealed class WebhookSinkTests
{
    [Fact]
    public async Task Anomalies_are_posted_as_a_JSON_array_with_their_numbers()
    {
        await using HttpPeer peer = new(_ => new PeerAnswer());
        using WebhookSink sink = new(new SinkOptions { WebhookUrl = $"{peer.Url}/hook?to=me" }, null, TimeProvider.System);
        StoredAnomaly[] anomalies = SampleAnomalies.Run(7, 9);

        await sink.SendAsync(anomalies, CancellationToken.None);

        PeerRequest request = await peer.NextAsync();
        request.Line.ShouldBe("POST /hook?to=me HTTP/1.1");
        request.Headers["Content-Type"].ShouldBe("application/json");
        ((long)request.Json["first"]!).ShouldBe(7);
        ((long)request.Json["last"]!).ShouldBe(9);
        JsonArray posted = request.Json["anomalies"]!.AsArray();
        posted.Count.ShouldBe(3);
        JsonNode.DeepEquals(posted[1], JsonNode.Parse(AnomalyJson.ToBytes(anomalies[1].Anomaly))).ShouldBeTrue();
    }

    [Fact]
    public async Task Repeats_have_the_key_of_the_first_delivery_and_nothing_else_has()
    {
        await using HttpPeer peer = new(_ => new PeerAnswer());
        using WebhookSink sink = new(new SinkOptions { WebhookUrl = peer.Url }, null, TimeProvider.System);

        string[] keys = new string[4];
        StoredAnomaly[][] deliveries =
            [SampleAnomalies.Run(1, 2), SampleAnomalies.Run(1, 2), SampleAnomalies.Run(1, 3), [SampleAnomalies.Of(1, id: "x"), SampleAnomalies.Of(2)]];
        for (int i = 0; i < keys.Length; i++)
        {
            await sink.SendAsync(deliveries[i], CancellationToken.None);
            keys[i] = (await peer.NextAsync()).Headers["Idempotency-Key"];
        }

        keys[1].ShouldBe(keys[0]);
        keys.Distinct().Count().ShouldBe(3);
    }

    [Fact]
    public async Task The_token_is_read_anew_for_every_request_and_headers_are_sent()
    {
        using TemporaryFolder folder = new();
        await using HttpPeer peer = new(_ => new PeerAnswer());
        SinkOptions options = new() { WebhookUrl = peer.Url, WebhookTokenFile = folder.PathOf("token"), WebhookHeader = ["X-Team: storage one"] };
        using WebhookSink sink = new(options, BearerToken.InFile(options.WebhookTokenFile), TimeProvider.System);

        foreach (string token in (string[])["one", "two"])
        {
            await File.WriteAllTextAsync(options.WebhookTokenFile, $"{token}\n");
            await sink.SendAsync(SampleAnomalies.Run(1, 1), CancellationToken.None);
            PeerRequest request = await peer.NextAsync();
            request.Headers["Authorization"].ShouldBe($"Bearer {token}");
            request.Headers["X-Team"].ShouldBe("storage one");
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("top secret")]
    [InlineData("secret\nX-Evil: 1")]
    public async Task A_token_that_is_none_fails_the_attempt_and_is_not_repeated(string token)
    {
        await using HttpPeer peer = new(_ => new PeerAnswer());
        using WebhookSink sink = new(new SinkOptions { WebhookUrl = peer.Url }, BearerToken.Of(token), TimeProvider.System);

        IOException fault = await Should.ThrowAsync<IOException>(sink.SendAsync(SampleAnomalies.Run(1, 1), CancellationToken.None));

        fault.ToString().ShouldNotContain("secret");
        peer.Requests.TryRead(out _).ShouldBeFalse();
    }

    [Fact]
    public async Task What_a_peer_says_is_told_without_secrets()
    {
        await using HttpPeer peer = new(_ => new PeerAnswer(401, Body: "token s3cret of\r\nteam-key is unknown"));
        SinkOptions options = new() { WebhookUrl = $"{peer.Url}/services/hidden", WebhookHeader = ["X-Key: team-key"] };
        using WebhookSink sink = new(options, BearerToken.Of("s3cret"), TimeProvider.System);

        IOException fault = await Should.ThrowAsync<IOException>(sink.SendAsync(SampleAnomalies.Run(1, 1), CancellationToken.None));

        fault.Message.ShouldContain("401");
        fault.Message.ShouldContain("token *** of  *** is unknown");
        fault.Message.ShouldContain("check the token");
        fault.ToString().ShouldNotContain("s3cret");
        fault.ToString().ShouldNotContain("team-key");
        fault.ToString().ShouldNotContain("hidden");
    }

    [Theory]
    [InlineData(400)]
    [InlineData(413)]
    [InlineData(415)]
    [InlineData(422)]
    public async Task What_is_wrong_with_the_anomalies_refuses_them(int status)
    {
        await using HttpPeer peer = new(_ => new PeerAnswer(status));
        using WebhookSink sink = new(new SinkOptions { WebhookUrl = peer.Url }, null, TimeProvider.System);

        SinkRefusedException fault =
            await Should.ThrowAsync<SinkRefusedException>(sink.SendAsync(SampleAnomalies.Run(1, 2), CancellationToken.None));

        fault.IsOfEach.ShouldBeTrue();
    }

    [Theory]
    [InlineData(302)]
    [InlineData(401)]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(408)]
    [InlineData(410)]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(599)]
    public async Task What_may_pass_or_a_person_can_put_right_is_tried_again(int status)
    {
        await using HttpPeer peer = new(_ => new PeerAnswer(status, "Location: http://127.0.0.1:1/\r\n"));
        using WebhookSink sink = new(new SinkOptions { WebhookUrl = peer.Url }, null, TimeProvider.System);

        IOException fault = await Should.ThrowAsync<IOException>(sink.SendAsync(SampleAnomalies.Run(1, 2), CancellationToken.None));

        fault.Message.ShouldContain($"answered {status}");
        await peer.NextAsync();
        peer.Requests.TryRead(out _).ShouldBeFalse();
    }

    [Theory]
    [InlineData(429, "7", 7)]
    [InlineData(503, "86400", 300)]
    [InlineData(503, "Fri, 01 Jan 2100 00:00:00 GMT", 300)]
    public async Task A_peer_may_say_when_to_come_again_within_a_bound(int status, string retryAfter, int seconds)
    {
        await using HttpPeer peer = new(_ => new PeerAnswer(status, $"Retry-After: {retryAfter}\r\n"));
        using WebhookSink sink = new(new SinkOptions { WebhookUrl = peer.Url }, null, TimeProvider.System);

        SinkBusyException fault = await Should.ThrowAsync<SinkBusyException>(sink.SendAsync(SampleAnomalies.Run(1, 1), CancellationToken.None));

        fault.RetryAfter.ShouldBe(TimeSpan.FromSeconds(seconds));
    }

    [Fact]
    public async Task A_peer_that_does_not_answer_in_time_fails_the_attempt()
    {
        await using HttpPeer peer = new(_ => new PeerAnswer { Hangs = true });
        SinkOptions options = new() { WebhookUrl = peer.Url, SinkTimeout = TimeSpan.FromMilliseconds(50) };
        using WebhookSink sink = new(options, null, TimeProvider.System);

        IOException fault = await Should.ThrowAsync<IOException>(sink.SendAsync(SampleAnomalies.Run(1, 1), CancellationToken.None));

        fault.Message.ShouldContain("did not answer within 00:00:00.05");
    }

    [Fact]
    public async Task A_stop_is_not_taken_for_a_failure()
    {
        await using HttpPeer peer = new(_ => new PeerAnswer { Hangs = true });
        using WebhookSink sink = new(new SinkOptions { WebhookUrl = peer.Url }, null, TimeProvider.System);
        using CancellationTokenSource stop = new();

        Task sending = sink.SendAsync(SampleAnomalies.Run(1, 1), stop.Token);
        await peer.NextAsync();
        await stop.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(sending.WaitAsync(TimeSpan.FromSeconds(30)));
    }

    [Theory]
    [InlineData(200)]
    [InlineData(500)]
    public async Task An_answer_without_an_end_is_not_read_to_its_end(int status)
    {
        await using HttpPeer peer = new(_ => new PeerAnswer(status) { Length = long.MaxValue });
        using WebhookSink sink = new(new SinkOptions { WebhookUrl = peer.Url }, null, TimeProvider.System);

        Exception? fault = await Record.ExceptionAsync(() => sink.SendAsync(SampleAnomalies.Run(1, 1), CancellationToken.None)
            .WaitAsync(TimeSpan.FromSeconds(30)));

        (fault is null).ShouldBe(status == 200, fault?.ToString());
        (fault?.Message.Length ?? 0).ShouldBeLessThan(400);
        peer.EndlessBytes.ShouldBeLessThan(64L << 20, "what the sockets' buffers hold");
    }

    [Fact]
    public async Task A_peer_that_fails_in_every_way_has_everything_in_order_in_the_end()
    {
        PeerAnswer[] ways =
        [
            new(), new(500), new() { Dies = true }, new(429, "Retry-After: 3\r\n"), new() { Hangs = true }, new(503), new(404, Body: "where?"),
        ];
        int turn = 0;
        ConcurrentQueue<string> taken = new();
        await using HttpPeer peer = new(request =>
        {
            PeerAnswer answer = ways[turn++ % ways.Length];
            // A peer that dies in its answer has taken what it was told.
            if (answer.Status == 200 && !answer.Hangs)
                Array.ForEach(request.Ids, taken.Enqueue);
            return answer;
        });
        SinkOptions options = new() { WebhookUrl = peer.Url, WebhookBatch = 10, SinkTimeout = TimeSpan.FromMilliseconds(300) };
        using WebhookSink sink = new(options, null, TimeProvider.System);
        MemoryNodeStore store = new(number => SampleAnomalies.Of(number));
        await store.SetSentAsync(sink.Name, 0, CancellationToken.None);
        store.Last = 95;
        EagerTime time = new();

        SinkStatus status;
        await using (RunningSink running = new(sink, store, time))
        {
            status = await running.UntilAsync(now => now.Number == 95);
        }

        string[] all = [.. Enumerable.Range(1, 95).Select(number => $"a{number}")];
        taken.Distinct().ShouldBe(all);
        taken.Count.ShouldBeGreaterThan(all.Length, "some are repeats: their ids tell");
        status.Sent.ShouldBe(95);
        status.Failures.ShouldBeGreaterThan(10);
        status.Dropped.ShouldBe(0);
        time.Pauses.ShouldContain(TimeSpan.FromSeconds(3));
        peer.MostAtOnce.ShouldBe(1);
    }
}
