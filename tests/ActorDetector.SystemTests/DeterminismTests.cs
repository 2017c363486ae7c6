using ActorDetector.SystemTests.Processes;

namespace ActorDetector.SystemTests;

[Collection(FleetTests.Name)]
public sealed class DeterminismTests(TrainedFleet fleet) : IDisposable
{
    private const string Processors = "DOTNET_PROCESSOR_COUNT";

    private readonly Workplace _place = new();

    public void Dispose() => _place.Dispose();

    [Theory]
    [InlineData("1")]
    [InlineData("2")]
    [InlineData("5")]
    public void The_same_training_gives_the_same_bundle_byte_for_byte_on_any_number_of_processors(string processors)
    {
        Ended run = _place.RunWith(Processors, processors, ["train", fleet.TrainLog, "-o", "again", .. TrainedFleet.TrainOptions]).With(0);

        run.Lines[^1].Split(' ')[1].ShouldBe(fleet.Trained.Lines[^1].Split(' ')[1], "the model's version");
        string[] files = [.. Directory.GetFiles(fleet.Model).Select(file => Path.GetFileName(file))];
        files.ShouldContain("count-clustering.safetensors");
        foreach (string file in files)
        {
            byte[] first = File.ReadAllBytes(Path.Combine(fleet.Model, file));
            File.ReadAllBytes(_place.PathOf("again/" + file)).AsSpan().SequenceEqual(first).ShouldBeTrue(file);
        }
    }

    [Fact]
    public void Detection_says_the_same_byte_for_byte_on_any_number_of_processors()
    {
        string table = _place.RunWith(Processors, "1", "detect", fleet.LiveLog, "-m", fleet.Model).With(0).Output;
        _place.RunWith(Processors, "1", "detect", fleet.LiveLog, "-m", fleet.Model, "-o", "1.jsonl").With(0);
        byte[] found = File.ReadAllBytes(_place.PathOf("1.jsonl"));

        foreach (string processors in (string[])["2", "5"])
        {
            _place.RunWith(Processors, processors, "detect", fleet.LiveLog, "-m", fleet.Model).With(0).Output.ShouldBe(table);
            _place.RunWith(Processors, processors, "detect", fleet.LiveLog, "-m", fleet.Model, "-o", "n.jsonl").With(0);
            File.ReadAllBytes(_place.PathOf("n.jsonl")).AsSpan().SequenceEqual(found).ShouldBeTrue();
        }
    }

    [Fact]
    public void The_size_of_the_cache_changes_no_verdict()
    {
        _place.Run("detect", fleet.LiveLog, "-m", fleet.Model, "-o", "large.jsonl").With(0);
        _place.Run("detect", fleet.LiveLog, "-m", fleet.Model, "-o", "small.jsonl", "--cache-megabytes", "1").With(0);

        File.ReadAllBytes(_place.PathOf("small.jsonl")).ShouldBe(File.ReadAllBytes(_place.PathOf("large.jsonl")));
    }
}
