using System.ComponentModel.DataAnnotations;
using ActorDetector.Actors.Sources.Files;
using ActorDetector.Logs.Reading;

namespace ActorDetector.Actors.Tests.Sources.Files;

public sealed class FileSourceOptionsTests
{
    public static TheoryData<FileSourceOptions, string> Wrong => new()
    {
        { new FileSourceOptions { FilePoll = TimeSpan.Zero }, "--file-poll is 00:00:00" },
        { new FileSourceOptions { FileSearch = TimeSpan.FromDays(1) }, "--file-search is 1.00:00:00" },
        { new FileSourceOptions { RotationGrace = TimeSpan.Zero }, "--rotation-grace" },
        { new FileSourceOptions { RecordWait = TimeSpan.FromSeconds(-1) }, "--record-wait" },
        { new FileSourceOptions { MaxFiles = 0 }, "MaxFiles" },
        { new FileSourceOptions { FilesFrom = (FileStart)7 }, "FilesFrom" },
        { new FileSourceOptions { Files = [" "] }, "--files" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void A_value_out_of_its_range_is_refused_by_name(FileSourceOptions options, string name) =>
        Should.Throw<ValidationException>(() => Source(options, new ReadingOptions())).Message.ShouldContain(name);

    [Fact]
    public void A_record_start_that_is_no_regular_expression_is_refused_before_anything_is_read() =>
        Should.Throw<ValidationException>(() => Source(new FileSourceOptions(), new ReadingOptions { RecordStart = "(" }));

    [Fact]
    public void Names_of_no_file_are_told_and_folders_are_refused_before_anything_is_read()
    {
        using TemporaryFolder folder = new();
        RecordedLog log = new();
        folder.Write("here.log", "");
        string missing = folder.PathOf("*.missing");

        Source(new FileSourceOptions { Files = [folder.PathOf("here.log"), missing] }, new ReadingOptions(), log).Open();
        log.Messages.ShouldHaveSingleItem().ShouldContain(missing);
        Should.Throw<IOException>(() => Source(new FileSourceOptions { Files = [folder.Path] }, new ReadingOptions()).Open())
            .Message.ShouldBe($"--files {folder.Path} is a folder: name its files, as '{folder.Path}/*.log'.");
    }

    private static FileSource Source(FileSourceOptions options, ReadingOptions reading, RecordedLog? log = null) =>
        new(options, reading, new SourceMemory(), TimeProvider.System, log ?? new RecordedLog());
}
