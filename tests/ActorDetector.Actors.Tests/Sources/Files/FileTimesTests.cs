using ActorDetector.Actors.Sources.Files;
using ActorDetector.Logs.Reading;

namespace ActorDetector.Actors.Tests.Sources.Files;

/// <summary>When files are looked at again: at the times of the options, and not before.</summary>
public sealed class FileTimesTests : IDisposable
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private static readonly FileSourceOptions s_slow = new()
    {
        FilePoll = 10 * Minute,
        FileSearch = 20 * Minute,
        RotationGrace = 30 * Minute,
        RecordWait = 40 * Minute,
    };

    private readonly RotatingLogs _folder = new();
    private readonly RecordingIngest _ingest = new();
    private readonly HandTime _time = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task What_a_file_has_grown_by_is_read_at_the_next_poll()
    {
        _folder.Write("app.log", "one\n");
        await using RunningFiles files = await FollowAsync();
        _folder.Append("app.log", "two\n");

        (await TextsAfterAsync(9)).ShouldBe(["one"]);
        (await TextsAfterAsync(1)).ShouldBe(["one", "two"]);
    }

    [Fact]
    public async Task A_new_file_is_found_at_the_next_search()
    {
        await using RunningFiles files = await FollowAsync();
        _folder.Write("app.log", "one\n");

        (await TextsAfterAsync(10)).ShouldBeEmpty();
        (await TextsAfterAsync(10)).ShouldBe(["one"]);
    }

    [Fact]
    public async Task The_last_line_of_a_file_that_was_rotated_away_is_whole_when_its_time_is_over()
    {
        _folder.Write("app.log", "one\nrest");
        await using RunningFiles files = await FollowAsync("app.log");
        _folder.Move("app.log", "gone");

        await TextsAfterAsync(10);
        (await TextsAfterAsync(10)).ShouldBe(["one"], "that it was rotated is seen now");
        await TextsAfterAsync(10);
        (await TextsAfterAsync(10)).ShouldBe(["one"]);
        (await TextsAfterAsync(10)).ShouldBe(["one", "rest"]);
    }

    [Fact]
    public async Task A_record_is_whole_when_no_line_came_for_its_time()
    {
        _folder.Write("app.log", "2026 one\n at two\n");
        await using RunningFiles files = await FollowAsync(reading: new ReadingOptions { RecordStart = "^2026" });

        for (int i = 0; i < 3; i++)
            (await TextsAfterAsync(10)).ShouldBeEmpty();
        (await TextsAfterAsync(10)).ShouldBe(["2026 one\n at two"]);
    }

    private async Task<RunningFiles> FollowAsync(string pattern = "*", ReadingOptions? reading = null)
    {
        RunningFiles files = new(_folder, _ingest, options: s_slow, reading: reading, pattern: pattern, time: _time);
        await _time.IdleAsync();
        return files;
    }

    private async Task<IReadOnlyList<string>> TextsAfterAsync(int minutes)
    {
        await _time.PassAsync(minutes * Minute);
        return [.. _ingest.Texts];
    }
}
