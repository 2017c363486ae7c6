using ActorDetector.SystemTests.Processes;

namespace ActorDetector.SystemTests;

[Collection(FleetTests.Name)]
public sealed class OutputTests(TrainedFleet fleet) : IDisposable
{
    private readonly Workplace _place = new();

    public void Dispose() => _place.Dispose();

    [Fact]
    public void A_folder_where_a_file_should_go_is_refused()
    {
        Directory.CreateDirectory(_place.PathOf("found.jsonl"));

        _place.Run("detect", fleet.LiveLog, "-m", fleet.Model, "-o", "found.jsonl").Refused(1, "found.jsonl");
    }

    [Fact]
    public void A_folder_that_is_missing_is_named()
    {
        _place.Run("detect", fleet.LiveLog, "-m", fleet.Model, "-o", "nowhere/found.csv").Refused(1, "nowhere/found.csv");
        _place.Run("parse", fleet.LiveLog, "--structured", "nowhere/lines.csv").Refused(1, "nowhere/lines.csv");
        _place.Run("evaluate", fleet.LiveLog, "-m", fleet.Model, "--labels", fleet.Labels, "--html", "nowhere/report.html").Refused(1, "nowhere/report.html");
    }

    [Fact]
    public void A_file_of_anomalies_must_say_its_kind_by_its_name() =>
        _place.Run("detect", fleet.LiveLog, "-m", fleet.Model, "-o", "found.txt").Refused(2, "found.txt", ".jsonl", ".csv");

    [LinuxFact]
    public void A_disk_that_is_full_is_told()
    {
        File.CreateSymbolicLink(_place.PathOf("full.jsonl"), "/dev/full");
        File.CreateSymbolicLink(_place.PathOf("full.csv"), "/dev/full");

        _place.Run("detect", fleet.LiveLog, "-m", fleet.Model, "-o", "full.jsonl").Refused(1, "No space left");
        _place.Run("detect", fleet.LiveLog, "-m", fleet.Model, "-o", "full.csv").Refused(1, "No space left");
        _place.Run("parse", fleet.LiveLog, "--structured", "full.csv").Refused(1, "No space left");
    }

    [LinuxFact]
    public void A_standard_output_that_is_full_is_told()
    {
        using RunningProgram program = new(RunningProgram.Command(
            _place.Folder, ["detect", fleet.LiveLog, "-m", fleet.Model], "sh", "-c", "exec \"$@\" > /dev/full", "sh"));

        program.End().Refused(1, "No space left");
    }

    [LinuxFact]
    public void A_reader_who_has_seen_enough_is_no_fault()
    {
        using RunningProgram program = new(RunningProgram.Command(
            _place.Folder, ["detect", fleet.LiveLog, "-m", fleet.Model, "--top", "1000"], "sh", "-c", "\"$@\" | head -n 1", "sh"));

        program.End().With(0).Lines.Length.ShouldBe(1);
    }
}
