using System.IO.Pipelines;
using System.Text;
using ActorDetector.Actors.Sources.Streams;
using ActorDetector.Logs;
using ActorDetector.Logs.Reading;

namespace ActorDetector.Actors.Tests.Sources.Streams;

public sealed class StandardInputSourceTests
{
    private readonly RecordingIngest _ingest = new();

    [Fact]
    public async Task Lines_are_handed_on_until_the_stream_ends()
    {
        await Source("one\n\ntwo\nlast").RunAsync(_ingest, CancellationToken.None);

        _ingest.Texts.ShouldBe(["one", "two", "last"]);
        _ingest.Lines.Select(line => line.Position).ShouldBe([1, 3, 4]);
        _ingest.Lines.ShouldAllBe(line => line.Producer == "" && line.Origin == "standard input");
        _ingest.Notes.Select(note => (note.Position, note.Skipped)).ShouldBe([(2, SkipReason.Empty)]);
    }

    [Fact]
    public async Task A_line_is_handed_on_while_the_stream_goes_on_and_a_stop_ends_the_source()
    {
        Pipe pipe = new();
        using CancellationTokenSource stop = new();
        Task run = new StandardInputSource(pipe.Reader.AsStream(), new ReadingOptions(), TimeProvider.System).RunAsync(_ingest, stop.Token);

        await pipe.Writer.WriteAsync("one\n"u8.ToArray());
        await _ingest.WaitForAsync("one");
        await stop.CancelAsync();

        await run.WaitAsync(TimeSpan.FromSeconds(30));
        await pipe.Writer.CompleteAsync();
    }

    [Fact]
    public async Task What_is_no_text_ends_the_source_with_the_reason()
    {
        IOException e = await Should.ThrowAsync<IOException>(Source("\0\u0001\u0002\0\0").RunAsync(_ingest, CancellationToken.None));

        e.Message.ShouldStartWith("standard input: is not text");
    }

    private static StandardInputSource Source(string text) =>
        new(new MemoryStream(Encoding.UTF8.GetBytes(text)), new ReadingOptions(), TimeProvider.System);
}
