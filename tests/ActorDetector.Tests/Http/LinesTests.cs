using System.Net.Sockets;
using System.Text;
using ActorDetector.Actors.Lines;
using ActorDetector.Http;
using FsCheck;
using FsCheck.Fluent;

namespace ActorDetector.Tests.Http;

/// <summary>Lines that are posted.</summary>
[Collection(TrainedModelTests.Name)]
public sealed class LinesTests(TrainedModel model)
{
    [Fact]
    public async Task Lines_are_answered_when_all_are_accepted_and_those_that_cannot_be_events_are_told_by_reason()
    {
        await using FaceUnderTest face = await FaceUnderTest.Of(model);

        HttpAnswer answer = await face.PostLines($"\uFEFFone\r\n\n\n  \ntwo\0\n{new string('x', 257)}\n{new string('y', 256)}\r\nlast", ("X-Entity", "host-1"));

        answer.Code.ShouldBe(200);
        answer.Text.ShouldBe("""{"lines":8,"skipped":{"empty":3,"too-long":1,"binary":1}}""");
        face.Node.Texts.ShouldBe(["one", new string('y', 256), "last"]);
        face.Node.Taken.Where(line => line.Reason.Length == 0).Select(line => line.Position).ShouldBe([1, 7, 8]);
        face.Node.Taken.Where(line => line.Reason.Length > 0).Select(note => (note.Reason, note.Position, note.Lines))
            .ShouldBe([("Empty", 4, 3), ("Binary", 5, 1), ("TooLong", 6, 1)]);
        face.Node.Taken.ShouldAllBe(line => line.Source == "http" && line.Producer == "" && line.Origin == "127.0.0.1");
        face.Node.Taken.Where(line => line.Reason.Length == 0).ShouldAllBe(line => line.Entity == "host-1");
    }

    [Fact]
    public async Task Positions_of_lines_without_a_producer_go_on_from_request_to_request()
    {
        await using FaceUnderTest face = await FaceUnderTest.Of(model);

        await face.PostLines("a\nb\n");
        await face.PostLines("c\n");

        face.Node.Taken.Select(line => (line.Text, line.Position)).ShouldBe([("a", 1), ("b", 2), ("c", 3)]);
    }

    [Fact]
    public async Task A_producers_positions_tell_a_repeat_and_the_answer_is_the_same()
    {
        await using FaceUnderTest face = await FaceUnderTest.Of(model);
        (string, string)[] headers = [("X-Producer", "shop-1"), ("X-Sequence", "3")];

        HttpAnswer first = await face.PostLines("a\n\nb", headers);
        TakenLine[] taken = [.. face.Node.Taken];
        face.Node.Taken.Clear();
        HttpAnswer again = await face.PostLines("a\n\nb", headers);

        first.Text.ShouldBe(again.Text);
        face.Node.Taken.ShouldBe(taken);
        taken.ShouldAllBe(line => line.Producer == "http:shop-1");
        taken.Select(line => line.Position).ShouldBe([(3L << 20) + 1, (3L << 20) + 3, (3L << 20) + 2]);
    }

    [Theory]
    [InlineData(null, "1", "X-Producer is ''")]
    [InlineData("a b", "1", "visible ASCII")]
    [InlineData("shop", null, "X-Sequence is ''")]
    [InlineData("shop", "-1", "X-Sequence is '-1'")]
    [InlineData("shop", "1099511627777", "0 to 1099511627776")]
    public async Task A_producer_that_is_named_wrongly_is_refused(string? name, string? sequence, string says)
    {
        await using FaceUnderTest face = await FaceUnderTest.Of(model);
        List<(string, string)> headers = [];
        if (name is not null)
            headers.Add(("X-Producer", name));
        if (sequence is not null)
            headers.Add(("X-Sequence", sequence));

        HttpAnswer answer = await face.PostLines("a\n", [.. headers]);

        answer.Code.ShouldBe(400);
        answer.Type.ShouldBe("application/problem+json");
        answer.Detail.ShouldContain(says);
        face.Node.Taken.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_producers_request_has_no_more_lines_than_positions_and_tells_how_many_were_accepted()
    {
        await using FaceUnderTest face = await FaceUnderTest.Of(model);

        HttpAnswer answer = await face.PostLines(string.Concat(Enumerable.Repeat("a\n", (1 << 20) + 1)), ("X-Producer", "p"), ("X-Sequence", "0"));

        answer.Code.ShouldBe(413);
        answer.Json.GetProperty("accepted").GetInt64().ShouldBe(1 << 20);
        face.Node.Taken.Count.ShouldBe(1 << 20);
        face.Node.Taken.Last().Position.ShouldBe(1 << 20);
    }

    [Fact]
    public async Task A_producer_has_one_request_at_a_time()
    {
        await using FaceUnderTest face = await FaceUnderTest.Of(model);
        var gate = new TaskCompletionSource();
        face.Node.Gate = gate.Task;
        Task<HttpAnswer> first = face.PostLines("a\n", ("X-Producer", "p"), ("X-Sequence", "1"));
        await Eventually.IsTrue(() => face.Node.Waiting > 0);
        HttpAnswer second = await face.PostLines("b\n", ("X-Producer", "p"), ("X-Sequence", "2"));
        gate.SetResult();

        second.Code.ShouldBe(409);
        (await first).Code.ShouldBe(200);
        (await face.PostLines("b\n", ("X-Producer", "p"), ("X-Sequence", "2"))).Code.ShouldBe(200);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    public async Task Packed_lines_are_taken_and_damaged_or_cut_ones_are_refused(string packing)
    {
        await using FaceUnderTest face = await FaceUnderTest.Of(model);
        byte[] packed = Packed.With(packing, Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 200).Select(i => $"line {i * 7919 % 1000}\n"))));

        HttpAnswer whole = await face.Post("/v1/lines", packed, "text/plain; charset=utf-8", ("Content-Encoding", packing));
        HttpAnswer cut = await face.Post("/v1/lines", packed[..(packed.Length / 2)], "text/plain", ("Content-Encoding", packing));
        HttpAnswer damaged = await face.Post("/v1/lines", Encoding.UTF8.GetBytes("not packed at all, really not"), "text/plain", ("Content-Encoding", packing));

        whole.Json.GetProperty("lines").GetInt64().ShouldBe(200);
        cut.Code.ShouldBe(400);
        damaged.Code.ShouldBe(400);
        damaged.Detail.ShouldContain("not packed as its Content-Encoding says");
        damaged.Json.GetProperty("accepted").GetInt64().ShouldBe(0);
        face.Node.Texts.Length.ShouldBe(200);
    }

    [Theory]
    [InlineData(null, "", 415, "Content-Type is missing: send text/plain or application/x-ndjson")]
    [InlineData("application/x-www-form-urlencoded", "", 415, "Content-Type application/x-www-form-urlencoded is not for this path: send text/plain or application/x-ndjson")]
    [InlineData("text/plain; charset=utf-16", "", 415, "in UTF-8")]
    [InlineData("text/plain", "zstd", 415, "Content-Encoding zstd is not known here: send gzip, br or none")]
    public async Task What_cannot_be_read_is_refused_with_what_to_send(string? type, string packing, int code, string says)
    {
        await using FaceUnderTest face = await FaceUnderTest.Of(model);

        HttpAnswer answer = await face.Post("/v1/lines", "a\n"u8.ToArray(), type, packing.Length == 0 ? [] : [("Content-Encoding", packing)]);

        answer.Code.ShouldBe(code);
        answer.Detail.ShouldContain(says);
    }

    [Fact]
    public async Task Objects_are_taken_as_their_bytes()
    {
        await using FaceUnderTest face = await FaceUnderTest.Of(model);

        HttpAnswer answer = await face.Post("/v1/lines?entity=web%201", "{\"a\" : 1}\n{\"b\":\xE9}\n"u8.ToArray(), "application/x-ndjson");

        answer.Code.ShouldBe(200);
        face.Node.Texts[0].ShouldBe("{\"a\" : 1}");
        face.Node.Taken.ShouldAllBe(line => line.Entity == "web 1");
    }

    [Fact]
    public async Task Bytes_that_are_not_utf8_are_left_as_they_are()
    {
        await using FaceUnderTest face = await FaceUnderTest.Of(model);

        await face.Post("/v1/lines", [0xFF, 0xC3, (byte)'\n', 0xE2, 0x82], "text/plain");

        face.Node.Texts.ShouldBe(["\u00FF\u00C3", "\u00E2\u0082"]);
    }

    [Fact]
    public async Task A_full_log_refuses_at_once_and_a_long_wait_ends()
    {
        await using FaceUnderTest face = await FaceUnderTest.Of(model, new HttpOptions { MaxHttpWait = TimeSpan.FromSeconds(0.1) });
        face.Node.Full = DropReason.LogFull;
        HttpAnswer full = await face.PostLines("a\n");
        face.Node.Full = DropReason.None;
        face.Node.Gate = new TaskCompletionSource().Task;
        HttpAnswer waited = await face.PostLines("a\n");

        full.Code.ShouldBe(429);
        waited.Code.ShouldBe(429);
        waited.RetryAfter.ShouldBe("5");
        waited.Json.GetProperty("accepted").GetInt64().ShouldBe(0);
        waited.Detail.ShouldContain("The first 0 lines were accepted");
    }

    [Fact]
    public async Task A_log_that_cannot_be_written_is_told()
    {
        await using FaceUnderTest face = await FaceUnderTest.Of(model);
        face.Node.Broken = new IOException("no space left on /data/log; free some");

        HttpAnswer answer = await face.PostLines("a\n");

        answer.Code.ShouldBe(503);
        answer.Detail.ShouldContain("no space left on /data/log");
    }

    [Fact]
    public async Task Bodies_end_at_their_bounds_packed_and_unpacked()
    {
        await using FaceUnderTest face = await FaceUnderTest.Of(model, new HttpOptions { MaxBodyBytes = 2048, MaxUnpackedBytes = 1 << 20 });

        HttpAnswer large = await face.PostLines(new string('a', 3000));
        HttpAnswer unpacked = await face.Post("/v1/lines", Packed.With("gzip", new byte[(1 << 20) + 1]), "text/plain", ("Content-Encoding", "gzip"));

        large.Code.ShouldBe(413);
        large.Detail.ShouldContain("raise --max-body-bytes");
        unpacked.Code.ShouldBe(413);
        unpacked.Detail.ShouldContain("raise --max-unpacked-bytes");
        face.Node.Taken.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_body_that_breaks_off_harms_no_neighbour()
    {
        await using FaceUnderTest face = await FaceUnderTest.Of(model);
        Uri address = face.Client.BaseAddress!;
        using (var client = new TcpClient(address.Host, address.Port))
        {
            byte[] half = Encoding.ASCII.GetBytes($"POST /v1/lines HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/plain\r\nContent-Length: 100\r\n\r\nhalf a line\nand an");
            await client.GetStream().WriteAsync(half);
        }

        HttpAnswer answer = await face.PostLines("whole\n");

        answer.Code.ShouldBe(200);
        face.Node.Texts.ShouldBe(["whole"]);
    }

    [Fact]
    public async Task However_a_body_is_cut_into_pieces_its_lines_and_batches_are_the_same()
    {
        await using FaceUnderTest face = await FaceUnderTest.Of(model);
        Gen<string> bodies = Gen.Elements("a", "bb\n", "\r\n", "\n", "\0", "\r", new string('x', 255), "\uFEFF").ArrayOf(40).Select(string.Concat);
        foreach ((string body, int i) in bodies.Sample(40).Select((body, i) => (body, i)))
        {
            face.Node.Taken.Clear();
            await face.PostLines(body, ("X-Producer", "p"), ("X-Sequence", "1"));
            TakenLine[] whole = [.. face.Node.Taken];
            face.Node.Taken.Clear();

            await PostInPieces(face, Encoding.UTF8.GetBytes(body), 1 + (i % 7));

            face.Node.Taken.ShouldBe(whole);
        }
    }

    private static async Task PostInPieces(FaceUnderTest face, byte[] body, int size)
    {
        Uri address = face.Client.BaseAddress!;
        using var client = new TcpClient(address.Host, address.Port) { NoDelay = true };
        NetworkStream stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(
            "POST /v1/lines HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: text/plain\r\nTransfer-Encoding: chunked\r\nX-Producer: p\r\nX-Sequence: 1\r\n\r\n"));
        foreach (byte[] piece in body.Chunk(size))
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes($"{piece.Length:x}\r\n"));
            await stream.WriteAsync(piece);
            await stream.WriteAsync("\r\n"u8.ToArray());
        }

        await stream.WriteAsync("0\r\n\r\n"u8.ToArray());
        using var reader = new StreamReader(stream);
        (await reader.ReadToEndAsync()).ShouldStartWith("HTTP/1.1 200");
    }
}
