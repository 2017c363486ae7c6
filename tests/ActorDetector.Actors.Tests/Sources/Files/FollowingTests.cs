using ActorDetector.Actors.Lines;
using ActorDetector.Actors.Sources.Files;
using ActorDetector.Logs;
using ActorDetector.Logs.Reading;

namespace ActorDetector.Actors.Tests.Sources.Files;

public sealed class FollowingTests : IDisposable
{
    private readonly RotatingLogs _folder = new();
    private readonly RecordingIngest _ingest = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_file_that_grows_is_followed_and_its_last_line_waits_for_its_end()
    {
        _folder.Write("app.log", "one\ntwo\nthr");
        await using RunningFiles files = new(_folder, _ingest);
        await _ingest.WaitForAsync("one", "two");

        _folder.Append("app.log", "ee\nfour\n");

        await _ingest.WaitForAsync("one", "two", "three", "four");
        _ingest.Lines.Select(line => line.Position).ShouldBe([1, 2, 3, 4]);
        _ingest.Lines.ShouldAllBe(line => line.Origin == _folder["app.log"] && line.Entity == "app.log");
        _ingest.Lines.Select(line => line.Producer).Distinct().ShouldHaveSingleItem().ShouldStartWith("file:");
    }

    [Fact]
    public async Task A_file_that_appears_later_is_found()
    {
        await using RunningFiles files = new(_folder, _ingest);

        _folder.Write("late.log", "");
        _folder.Append("late.log", "here\n");

        await _ingest.WaitForAsync("here");
    }

    [Fact]
    public async Task A_renamed_file_is_read_to_its_end_and_the_new_one_from_its_start()
    {
        _folder.Write("app.log", "one\n");
        await using RunningFiles files = new(_folder, _ingest, pattern: "app.log");
        await _ingest.WaitForAsync("one");

        _folder.Move("app.log", "app.log.1");
        _folder.Append("app.log.1", "two\nunfinished");
        _folder.Write("app.log", "three\n");

        await _ingest.WaitForAsync("one", "two", "unfinished", "three");
        _ingest.Lines.Select(line => line.Producer).Distinct().Count().ShouldBe(2);
    }

    [Fact]
    public async Task A_renamed_file_that_still_matches_is_not_read_again()
    {
        _folder.Write("app.log", "one\n");
        await using RunningFiles files = new(_folder, _ingest);
        await _ingest.WaitForAsync("one");

        _folder.Move("app.log", "app.log.1");
        _folder.Write("app.log", "two\n");
        await _ingest.WaitForAsync("one", "two");
        _folder.Append("app.log", "three\n");

        await _ingest.WaitForAsync("one", "two", "three");
        _ingest.Repeats.ShouldBe(0);
    }

    [Fact]
    public async Task A_file_that_is_cut_off_is_read_from_its_start_as_another_producer()
    {
        _folder.Write("app.log", "banner\none\n");
        await using RunningFiles files = new(_folder, _ingest);
        await _ingest.WaitForAsync("banner", "one");

        _folder.Truncate("app.log");
        await files.Log.WaitForAsync("cut off");
        _folder.Append("app.log", "banner\ntwo\n");

        await _ingest.WaitForAsync("banner", "one", "banner", "two");
        files.Source.Counts.Truncations.ShouldBe(1);
        _ingest.Repeats.ShouldBe(0);
    }

    [Fact]
    public async Task A_file_that_is_written_anew_at_once_is_read_from_its_start()
    {
        _folder.Write("app.log", "one\ntwo\n");
        await using RunningFiles files = new(_folder, _ingest);
        await _ingest.WaitForAsync("one", "two");

        _folder.Write("app.log", "eins\nzwei\ndrei\n");

        await _ingest.WaitForAsync("one", "two", "eins", "zwei", "drei");
    }

    [Fact]
    public async Task Files_that_begin_with_the_same_long_header_are_each_read()
    {
        string header = new('#', 1500);
        _folder.Write("one.log", $"{header}\none\n");
        _folder.Write("two.log", $"{header}\ntwo\nthree\n");

        await using RunningFiles files = new(_folder, _ingest);

        await _ingest.WaitUntilAsync(ingest => ingest.Lines.Count == 5);
        _ingest.Texts.Order(StringComparer.Ordinal).ShouldBe([header, header, "one", "three", "two"]);
    }

    [Fact]
    public async Task A_copy_that_rotation_makes_is_not_read_again_and_gives_what_was_missed()
    {
        string[] first = [.. Enumerable.Range(0, 100).Select(i => $"first line {i:d20}")];
        _folder.Write("app.log", string.Join('\n', first) + "\n");
        await using RunningFiles files = new(_folder, _ingest);
        await _ingest.WaitForAsync(first);

        _folder.CopyAndTruncate("app.log", "app.log.1");
        await files.Log.WaitForAsync("cut off");
        _folder.Append("app.log.1", "missed\n");
        _folder.Append("app.log", "next\n");

        await _ingest.WaitUntilAsync(ingest => ingest.Lines.Count >= 102);
        _ingest.Texts.ShouldBe([.. first, "missed", "next"], ignoreOrder: true);
    }

    [Fact]
    public async Task A_removed_file_that_comes_again_is_another_file()
    {
        _folder.Write("app.log", "same\n");
        await using RunningFiles files = new(_folder, _ingest);
        await _ingest.WaitForAsync("same");

        File.Delete(_folder["app.log"]);
        _folder.Write("app.log", "same\n");

        await _ingest.WaitForAsync("same", "same");
    }

    [Fact]
    public async Task A_packed_file_is_read_once_and_a_packed_known_one_is_not_read_again()
    {
        _folder.Write("app.log.2", "oldest\n");
        _folder.Pack("app.log.2");
        _folder.Write("app.log.1", "older\n");
        await using RunningFiles files = new(_folder, _ingest);
        await _ingest.WaitUntilAsync(ingest => ingest.Lines.Count == 2);

        _folder.Pack("app.log.1");
        _folder.Write("app.log", "new\n");

        await _ingest.WaitUntilAsync(ingest => ingest.Lines.Count >= 3);
        _folder.Append("app.log", "newer\n");
        await _ingest.WaitUntilAsync(ingest => ingest.Lines.Count >= 4);
        _ingest.Texts.ShouldBe(["oldest", "older", "new", "newer"], ignoreOrder: true);
    }

    [Fact]
    public async Task A_file_that_was_empty_at_the_last_look_and_is_packed_at_the_next_is_read_once()
    {
        _folder.Write("app.log", "");
        FileSourceOptions slow = RunningFiles.Quick with { FilePoll = TimeSpan.FromMilliseconds(500) };
        await using RunningFiles files = new(_folder, _ingest, options: slow);
        await files.OpensAsync(1);

        _folder.Append("app.log", "one\n");
        _folder.Move("app.log", "app.log.1");
        _folder.Pack("app.log.1");
        _folder.Write("app.log", "two\n");
        await _ingest.WaitUntilAsync(ingest => ingest.Texts.Contains("one") && ingest.Texts.Contains("two"));
        _folder.Append("app.log", "three\n");
        await _ingest.WaitUntilAsync(ingest => ingest.Texts.Contains("three"));

        _ingest.Texts.ShouldBe(["one", "two", "three"], ignoreOrder: true);
    }

    [Fact]
    public async Task A_link_is_followed_to_its_file_once()
    {
        _folder.Write("app-1.txt", "one\n");
        File.CreateSymbolicLink(_folder["current.log"], _folder["app-1.txt"]);
        await using RunningFiles files = new(_folder, _ingest, options: RunningFiles.Quick with { Files = [_folder["current.log"], _folder["*.txt"]] });
        await _ingest.WaitForAsync("one");

        _folder.Write("app-2.txt", "two\n");
        File.Delete(_folder["current.log"]);
        File.CreateSymbolicLink(_folder["current.log"], _folder["app-2.txt"]);

        await _ingest.WaitForAsync("one", "two");
        _ingest.Repeats.ShouldBe(0);
    }

    [Fact]
    public async Task Folders_and_links_to_nothing_are_told_once_and_read_when_they_can_be()
    {
        File.CreateSymbolicLink(_folder["broken.log"], _folder["target"]);
        Directory.CreateDirectory(_folder["folder"]);
        await using RunningFiles files = new(_folder, _ingest, options: RunningFiles.Quick with { Files = [_folder["*.log"], _folder["folder"]] });
        await files.Log.WaitForAsync("broken.log: cannot be read");
        await files.Log.WaitForAsync("folder: cannot be read");

        _folder.Write("target", "mended\n");

        await _ingest.WaitForAsync("mended");
        files.Log.Messages.Count.ShouldBe(2);
        files.Source.Counts.Unreadable.ShouldBe(2);
    }

    [Fact]
    public async Task A_file_that_is_no_text_is_refused_by_name_and_the_others_are_read()
    {
        File.WriteAllBytes(_folder["a.bin"], [.. Enumerable.Range(0, 10_000).Select(i => (byte)(i * 7))]);
        File.WriteAllBytes(_folder["b.utf16"], [0xFF, 0xFE, .. System.Text.Encoding.Unicode.GetBytes("text\n")]);
        _folder.Write("c.log", "text\n");
        await using RunningFiles files = new(_folder, _ingest);

        await _ingest.WaitForAsync("text");
        await files.Log.WaitForAsync("a.bin: is not text");
        await files.Log.WaitForAsync("b.utf16: is UTF-16");
        files.Source.Counts.Refused.ShouldBe(2);
    }

    [Fact]
    public async Task Lines_that_are_skipped_are_noted_each_at_its_place()
    {
        _folder.Write("app.log", $"\uFEFFone\r\n\n{new string('x', 5000)}\nt\0o\nlast\n");
        await using RunningFiles files = new(_folder, _ingest, reading: new ReadingOptions { MaxLineBytes = 64 });

        await _ingest.WaitForAsync("one", "last");
        _ingest.Notes.ShouldBe([Note(2, SkipReason.Empty), Note(3, SkipReason.TooLong), Note(4, SkipReason.Binary)]);
        _ingest.Lines[1].Position.ShouldBe(5);
    }

    [Fact]
    public async Task A_record_of_several_lines_is_whole_when_no_line_comes_for_a_while()
    {
        _folder.Write("app.log", "2024 a\n at b\n\n at c\n2024 d\n at e\n");
        await using RunningFiles files = new(_folder, _ingest, reading: new ReadingOptions { RecordStart = "^2024" });

        await _ingest.WaitForAsync("2024 a\n at b\n at c", "2024 d\n at e");
        _ingest.Lines.Select(line => line.Position).ShouldBe([1, 5]);
        _ingest.Notes.ShouldBe([Note(2, SkipReason.Continuation), Note(3, SkipReason.Empty), Note(4, SkipReason.Continuation), Note(6, SkipReason.Continuation)]);
    }

    [Theory]
    [InlineData("*")]
    [InlineData("app.log")]
    public async Task The_last_record_of_a_rotated_file_comes_before_the_first_of_the_new_one(string pattern)
    {
        _folder.Write("app.log", "2024 a\n at b\n");
        await using RunningFiles files = new(_folder, _ingest, reading: new ReadingOptions { RecordStart = "^2024" }, pattern: pattern);
        await _ingest.WaitForAsync("2024 a\n at b");

        _folder.Append("app.log", "2024 c\n at d\n");
        _folder.Move("app.log", "app.log.1");
        _folder.Write("app.log", "2024 e\n2024 f\n");

        await _ingest.WaitForAsync("2024 a\n at b", "2024 c\n at d", "2024 e", "2024 f");
    }

    [Fact]
    public async Task More_files_than_allowed_wait_and_are_told_by_name()
    {
        _folder.Write("a.log", "a\n");
        _folder.Write("b.log", "b\n");
        await using RunningFiles files = new(_folder, _ingest, options: RunningFiles.Quick with { MaxFiles = 1 });
        await _ingest.WaitUntilAsync(ingest => ingest.Lines.Count == 1);
        await files.Log.WaitForAsync("--max-files 1");
        files.Source.Counts.Waiting.ShouldBe(1);

        File.Delete(_ingest.Lines[0].Origin);

        await _ingest.WaitUntilAsync(ingest => ingest.Lines.Count == 2);
    }

    [Fact]
    public async Task Files_that_are_there_at_the_first_run_may_begin_at_their_end()
    {
        SourceMemory memory = new();
        FileSourceOptions options = RunningFiles.Quick with { FilesFrom = FileStart.End };
        _folder.Write("app.log", "one\ntwo\nthr");
        await using (RunningFiles files = new(_folder, _ingest, memory, options))
        {
            await files.OpensAsync(1);
            _folder.Append("app.log", "ee\n");
            await _ingest.WaitForAsync("three");
        }

        _folder.Append("app.log", "four\n");
        _folder.Write("new.log", "five\n");
        await using RunningFiles again = new(_folder, _ingest, memory, options);

        await _ingest.WaitUntilAsync(ingest => ingest.Lines.Count == 3);
        _ingest.Texts.ShouldBe(["three", "four", "five"], ignoreOrder: true);
        _ingest.Lines[0].Position.ShouldBe(3);
        _ingest.Repeats.ShouldBe(0);
    }

    [Fact]
    public async Task Nothing_is_read_while_nothing_is_accepted()
    {
        TaskCompletionSource gate = new();
        _ingest.Before = _ => gate.Task;
        string[] lines = [.. Enumerable.Range(0, 100_000).Select(i => $"line {i} of many that wait")];
        _folder.Write("app.log", string.Join('\n', lines) + "\n");
        await using RunningFiles files = new(_folder, _ingest);
        await Task.Yield();
        _ingest.Batches.ShouldBe(0);

        gate.SetResult();

        await _ingest.WaitUntilAsync(ingest => ingest.Lines.Count == lines.Length);
        _ingest.Texts.SequenceEqual(lines).ShouldBeTrue();
    }

    [Fact]
    public async Task Rotated_files_are_read_before_newer_ones_of_their_family()
    {
        string[] old = [.. Enumerable.Range(0, 400_000).Select(i => $"{i} is an old line that takes some room in the file, so that it takes many turns")];
        File.SetLastWriteTimeUtc(_folder.Write("app.log.1", string.Join('\n', old) + "\n"), DateTime.UnixEpoch);
        _folder.Write("app.log", "new\n");
        await using RunningFiles files = new(_folder, _ingest);

        await _ingest.WaitUntilAsync(ingest => ingest.Lines.Count == old.Length + 1);
        _ingest.Texts[^1].ShouldBe("new");
    }

    [Fact]
    public async Task Files_last_written_to_in_the_same_tick_are_read_in_the_order_in_which_they_were_created()
    {
        DateTime created = DateTime.MinValue;
        foreach ((string name, string line) in new[] { ("app.log.9", "first"), ("app.log.10", "second"), ("app.log", "third") })
        {
            // Until the file system's clock has ticked.
            await Eventually.IsTrue(() =>
            {
                File.Delete(_folder[name]);
                return File.GetCreationTimeUtc(_folder.Write(name, line + '\n')) > created;
            });
            created = File.GetCreationTimeUtc(_folder[name]);
            File.SetLastWriteTimeUtc(_folder[name], DateTime.UnixEpoch);
        }

        await using RunningFiles files = new(_folder, _ingest);

        await _ingest.WaitUntilAsync(ingest => ingest.Lines.Count == 3);
        _ingest.Texts.ShouldBe(["first", "second", "third"]);
    }

    [Fact]
    public async Task However_fast_a_log_is_rotated_its_lines_come_in_the_order_in_which_they_were_written()
    {
        const int Rotations = 600;
        await using RunningFiles files = new(_folder, _ingest);
        for (int i = 0; i < Rotations; i++)
        {
            _folder.Write("app.log", $"{2 * i}\n");
            _folder.Append("app.log", $"{(2 * i) + 1}\n");
            _folder.Move("app.log", $"app.log.{i}");
        }

        await _ingest.WaitUntilAsync(ingest => ingest.Lines.Count >= 2 * Rotations);
        _ingest.Texts.ShouldBe(Enumerable.Range(0, 2 * Rotations).Select(i => $"{i}"));
    }

    private static LineNote Note(long position, SkipReason reason) => new(position, reason, DropReason.None, 1);
}
