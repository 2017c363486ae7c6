using System.Text;
using System.Text.Json.Nodes;
using ActorDetector.Actors.Sinks;
using ActorDetector.Actors.Tests.Sinks.Made;
using ActorDetector.Detection;
using FsCheck;
using FsCheck.Fluent;

namespace ActorDetector.Actors.Tests.Sinks;

public sealed class JsonLinesSinkTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Path => _folder.PathOf("anomalies.jsonl");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Anomalies_are_appended_one_object_a_line()
    {
        await SendAsync(1, 2);
        await SendAsync(3, 3);

        string[] lines = await File.ReadAllLinesAsync(Path);
        lines.Length.ShouldBe(3);
        lines[2].ShouldBe(Encoding.UTF8.GetString(AnomalyJson.ToBytes(SampleAnomalies.Of(3).Anomaly)));
    }

    [Fact]
    public async Task A_file_that_was_renamed_away_or_deleted_is_made_anew()
    {
        JsonLinesSink sink = new(Path);
        await sink.SendAsync(SampleAnomalies.Run(1, 1), CancellationToken.None);
        File.Move(Path, $"{Path}.1");
        await sink.SendAsync(SampleAnomalies.Run(2, 2), CancellationToken.None);
        Ids().ShouldBe(["a2"]);

        File.Delete(Path);
        await sink.SendAsync(SampleAnomalies.Run(3, 3), CancellationToken.None);

        Ids().ShouldBe(["a3"]);
        File.ReadAllLines($"{Path}.1").Length.ShouldBe(1);
    }

    [Fact]
    public async Task A_file_that_was_copied_and_cut_to_nothing_goes_on_from_its_start()
    {
        JsonLinesSink sink = new(Path);
        await sink.SendAsync(SampleAnomalies.Run(1, 3), CancellationToken.None);
        await File.WriteAllTextAsync(Path, "");

        await sink.SendAsync(SampleAnomalies.Run(4, 4), CancellationToken.None);

        Ids().ShouldBe(["a4"]);
    }

    [Fact]
    public async Task Wherever_a_crash_cut_the_file_every_line_is_whole_after_the_batch_is_told_again()
    {
        await SendAsync(1, 3);
        byte[] whole = await File.ReadAllBytesAsync(Path);

        Prop.ForAll(Gen.Choose(0, whole.Length).ToArbitrary(), cut =>
        {
            File.WriteAllBytes(Path, whole[..cut]);
            SendAsync(1, 3).GetAwaiter().GetResult();
            int left = whole.AsSpan(0, cut).Count((byte)'\n') + (cut > 0 && cut < whole.Length && whole[cut] == (byte)'\n' ? 1 : 0);
            Ids().ShouldBe([.. Enumerable.Range(1, left).Select(number => $"a{number}"), "a1", "a2", "a3"]);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public async Task A_batch_that_could_not_be_written_whole_leaves_nothing()
    {
        await SendAsync(1, 1);

        await Should.ThrowAsync<Exception>(new JsonLinesSink(Path).SendAsync([.. SampleAnomalies.Run(2, 3), null!], CancellationToken.None));

        Ids().ShouldBe(["a1"]);
    }

    [Fact]
    public async Task A_torn_line_of_a_megabyte_is_cut_off()
    {
        await SendAsync(1, 1);
        await File.AppendAllTextAsync(Path, "{\"id\":\"" + new string('x', 1 << 20));

        await SendAsync(2, 2);

        Ids().ShouldBe(["a1", "a2"]);
    }

    [Fact]
    public async Task The_end_of_another_programs_file_is_left_as_it_is()
    {
        await File.WriteAllTextAsync(Path, "one\ntwo");

        IOException fault = await Should.ThrowAsync<IOException>(SendAsync(1, 1));

        fault.Message.ShouldContain(Path);
        (await File.ReadAllTextAsync(Path)).ShouldBe("one\ntwo");
    }

    [Fact]
    public async Task A_folder_is_told_to_be_no_file()
    {
        Directory.CreateDirectory(Path);

        (await Should.ThrowAsync<IOException>(SendAsync(1, 1))).Message.ShouldContain(Path);
    }

    [FullDiskFact]
    public async Task A_full_disk_fails_the_attempt()
    {
        JsonLinesSink sink = new("/dev/full");

        await Should.ThrowAsync<IOException>(sink.SendAsync(SampleAnomalies.Run(1, 1), CancellationToken.None));
    }

    [Fact]
    public async Task A_stream_is_flushed_and_left_open()
    {
        using MemoryStream written = new();
        await using BufferedStream output = new(written);
        JsonLinesSink sink = new(output);

        await sink.SendAsync(SampleAnomalies.Run(1, 2), CancellationToken.None);

        Encoding.UTF8.GetString(written.ToArray()).Split('\n').Length.ShouldBe(3);
        output.CanWrite.ShouldBeTrue();
    }

    [Fact]
    public async Task A_reader_that_takes_nothing_does_not_hold_a_stop()
    {
        using System.IO.Pipes.AnonymousPipeServerStream unread = new(System.IO.Pipes.PipeDirection.Out);
        JsonLinesSink sink = new(unread);
        using CancellationTokenSource stop = new();

        Task sending = sink.SendAsync(SampleAnomalies.Run(1, 1000), stop.Token);
        sending.IsCompleted.ShouldBeFalse();
        await stop.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(sending.WaitAsync(TimeSpan.FromSeconds(30)));
    }

    private Task SendAsync(long first, long last) => new JsonLinesSink(Path).SendAsync(SampleAnomalies.Run(first, last), CancellationToken.None);

    private string[] Ids() => [.. File.ReadAllLines(Path).Select(line => (string)JsonNode.Parse(line)!["id"]!)];
}
