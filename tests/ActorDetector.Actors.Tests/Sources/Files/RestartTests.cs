using ActorDetector.Actors.Sources.Files;
using ActorDetector.Logs.Reading;
using FsCheck;
using FsCheck.Fluent;

namespace ActorDetector.Actors.Tests.Sources.Files;

public sealed class RestartTests : IDisposable
{
    private readonly RotatingLogs _folder = new();
    private readonly RecordingIngest _ingest = new();
    private readonly SourceMemory _memory = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Reading_goes_on_where_it_was_after_a_stop()
    {
        _folder.Write("app.log", "one\ntwo\n");
        await RunUntilAsync("one", "two");
        _folder.Append("app.log", "three\n");

        await RunUntilAsync("one", "two", "three");

        _ingest.Repeats.ShouldBe(0);
        _ingest.Lines.Select(line => line.Position).ShouldBe([1, 2, 3]);
    }

    [Fact]
    public async Task A_file_that_was_rotated_while_nobody_looked_is_read_to_its_end()
    {
        _folder.Write("app.log", "one\n");
        await RunUntilAsync("one");
        _folder.Append("app.log", "two\n");
        _folder.Move("app.log", "app.log.1");
        _folder.Write("app.log", "three\n");

        await RunUntilAsync("one", "two", "three");

        _ingest.Repeats.ShouldBe(0);
        _ingest.Lines[1].Entity.ShouldBe("app.log");
    }

    [Fact]
    public async Task A_file_that_was_rotated_and_packed_while_nobody_looked_is_read_on()
    {
        _folder.Write("app.log", "one\n");
        await RunUntilAsync("one");
        _folder.Append("app.log", "two\nthree\n");
        _folder.Move("app.log", "app.log.1");
        _folder.Pack("app.log.1");
        _folder.Write("app.log", "four\n");

        await RunUntilAsync(ingest => ingest.Lines.Count >= 4);

        _ingest.Texts.ShouldBe(["one", "two", "three", "four"], ignoreOrder: true);
        _ingest.Repeats.ShouldBe(0);
        await RunUntilAsync(ingest => ingest.Lines.Count >= 4);
        _ingest.Repeats.ShouldBe(0);
    }

    [Fact]
    public async Task A_file_that_was_cut_off_while_nobody_looked_is_read_from_its_start()
    {
        _folder.Write("app.log", "banner\none\n");
        await RunUntilAsync("banner", "one");
        _folder.Truncate("app.log");
        _folder.Append("app.log", "banner\nsomething else, and longer than before\n");

        await RunUntilAsync("banner", "one", "banner", "something else, and longer than before");
    }

    [Fact]
    public async Task A_file_that_was_copied_and_cut_off_while_nobody_looked_is_not_read_again()
    {
        string[] first = [.. Enumerable.Range(0, 100).Select(i => $"first line {i:d20}")];
        _folder.Write("app.log", string.Join('\n', first) + "\n");
        await RunUntilAsync(first);
        _folder.Append("app.log", "missed\n");
        _folder.CopyAndTruncate("app.log", "app.log.1");
        File.SetLastWriteTimeUtc(_folder["app.log.1"], DateTime.UnixEpoch);
        _folder.Append("app.log", "next\n");

        await RunUntilAsync([.. first, "missed", "next"]);
    }

    [Fact]
    public async Task A_short_file_that_grows_keeps_its_producer()
    {
        _folder.Write("app.log", "o");
        await using (RunningFiles files = new(_folder, _ingest, _memory))
        {
            _folder.Append("app.log", "ne\n");
            await _ingest.WaitForAsync("one");
        }

        for (int i = 0; i < 3; i++)
        {
            int lines = _ingest.Lines.Count;
            _folder.Append("app.log", new string('x', 600) + "\n");
            _memory.GoBack(i);
            await RunUntilAsync(ingest => ingest.Lines.Count > lines);
        }

        _ingest.Lines.Select(line => line.Producer).Distinct().ShouldHaveSingleItem();
        _ingest.Lines.Select(line => line.Position).ShouldBe([1, 2, 3, 4]);
    }

    [Fact]
    public async Task A_record_that_waits_for_its_end_is_read_again_after_a_stop()
    {
        ReadingOptions reading = new() { RecordStart = "^2024" };
        FileSourceOptions patient = RunningFiles.Quick with { RecordWait = TimeSpan.FromHours(1) };
        _folder.Write("app.log", "2024 a\n2024 b\n at c\n");
        await using (RunningFiles files = new(_folder, _ingest, _memory, patient, reading))
            await _ingest.WaitForAsync("2024 a");
        _folder.Append("app.log", " at d\n2024 e\n");

        await using (RunningFiles files = new(_folder, _ingest, _memory, patient, reading))
            await _ingest.WaitForAsync("2024 a", "2024 b\n at c\n at d");

        _ingest.Lines[1].Position.ShouldBe(2);
        _ingest.Notes.Select(note => note.Position).ShouldBe([3, 4]);
    }

    [Fact]
    public async Task What_a_newer_version_remembers_is_refused()
    {
        await _memory.RememberAsync("files", [new("1:2", """{"Version":99}"""u8.ToArray())], CancellationToken.None);
        RunningFiles files = new(_folder, _ingest, _memory);

        (await Should.ThrowAsync<IOException>(files.Ended)).Message.ShouldContain("version 99");
    }

    [Fact]
    public async Task A_shard_log_that_cannot_be_written_ends_the_source_and_nothing_is_lost()
    {
        _folder.Write("app.log", "one\n");
        _ingest.Before = _ => throw new IOException("the log's disk is gone");
        RunningFiles files = new(_folder, _ingest, _memory);
        (await Should.ThrowAsync<IOException>(files.Ended)).Message.ShouldBe("the log's disk is gone");

        _ingest.Before = _ => Task.CompletedTask;

        await RunUntilAsync("one");
    }

    // What happens to a log between and while the source runs.
    private enum Happening
    {
        Write,
        WritePart,
        Rotate,
        RotateAndPack,
        Crash,
        Restart,
        Wait,
    }

    private static readonly Arbitrary<(Happening What, int Size)[]> Lives = Gen.Zip(
        Gen.Frequency(
            (8, Gen.Constant(Happening.Write)),
            (2, Gen.Constant(Happening.WritePart)),
            (3, Gen.Constant(Happening.Rotate)),
            (1, Gen.Constant(Happening.RotateAndPack)),
            (4, Gen.Constant(Happening.Crash)),
            (2, Gen.Constant(Happening.Restart)),
            (3, Gen.Constant(Happening.Wait))),
        Gen.Choose(1, 40)).Select(pair => (pair.Item1, pair.Item2)).ArrayOf(30).ToArbitrary();

    [Theory]
    [InlineData(null)]
    [InlineData("^ev")]
    public void Whatever_happens_every_line_is_there_once(string? recordStart) => Prop.ForAll(Lives, life =>
        LiveAsync(life, new ReadingOptions { RecordStart = recordStart }).GetAwaiter().GetResult())
        .Check(Config.QuickThrowOnFailure.WithMaxTest(40));

    private static async Task LiveAsync((Happening What, int Size)[] life, ReadingOptions reading)
    {
        using RotatingLogs folder = new();
        RecordingIngest ingest = new();
        SourceMemory memory = new();
        FileSourceOptions options = RunningFiles.Quick with { RotationGrace = TimeSpan.FromMilliseconds(20) };
        RunningFiles files = new(folder, ingest, memory, options, reading);
        WrittenLog log = new(folder);
        foreach ((Happening what, int size) in life)
        {
            switch (what)
            {
                case Happening.Write:
                    log.Write(size);
                    break;
                case Happening.WritePart:
                    log.WritePart();
                    break;
                case Happening.Rotate or Happening.RotateAndPack:
                    log.Rotate(pack: what == Happening.RotateAndPack);
                    break;
                case Happening.Wait:
                    log.Write(1);
                    await ingest.WaitUntilAsync(i => i.Texts.Contains(log.Lines[^1]));
                    break;
                default:
                    if (what == Happening.Crash)
                        await CrashAsync(files, ingest, memory, size);
                    else
                        await files.StopAsync();
                    files = new(folder, ingest, memory, options, reading);
                    break;
            }
        }

        log.Write(1);
        await ingest.WaitUntilAsync(i => !log.Lines.Except(i.Texts).Any());
        await files.StopAsync();
        ingest.Lines.GroupBy(line => line.Text).Where(same => same.Count() > 1).SelectMany(same => same).ShouldBeEmpty("read twice");
        ingest.Texts.Except(log.Lines).ShouldBeEmpty("never written");
    }

    // The process is gone in the middle of a hand-over, accepted or not, and what was remembered lags behind.
    private static async Task CrashAsync(RunningFiles files, RecordingIngest ingest, SourceMemory memory, int size)
    {
        memory.Fails = true;
        Func<Actors.Lines.LineBatch, Task> fails = _ => throw new InvalidOperationException("crash");
        if (size % 2 == 0)
            ingest.Before = fails;
        else
            ingest.After = fails;
        try
        {
            await files.StopAsync();
        }
        catch (InvalidOperationException)
        {
            // The crash.
        }

        memory.Fails = false;
        ingest.Before = ingest.After = _ => Task.CompletedTask;
    }

    private Task RunUntilAsync(params string[] texts) => RunUntilAsync(ingest => ingest.Texts.SequenceEqual(texts));

    private async Task RunUntilAsync(Func<RecordingIngest, bool> holds)
    {
        await using RunningFiles files = new(_folder, _ingest, _memory);
        await _ingest.WaitUntilAsync(holds);
    }
}
