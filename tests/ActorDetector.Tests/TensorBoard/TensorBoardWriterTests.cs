using ActorDetector.TensorBoard;
using FsCheck;
using FsCheck.Fluent;

namespace ActorDetector.Tests.TensorBoard;

public sealed class TensorBoardWriterTests
{
    [Fact]
    public void The_checksum_of_these_tests_is_crc_32c() => EventFile.Checksum("123456789"u8).ShouldBe(0xE3069283);

    [Fact]
    public void What_is_written_is_read_back_with_its_times()
    {
        using TemporaryFolder folder = new();
        FixedClock clock = new();
        string path;
        using (TensorBoardWriter writer = new(folder.PathOf("run"), clock))
        {
            clock.Now += TimeSpan.FromSeconds(2);
            writer.AddScalar("loss/training", 1, 0.75);
            writer.AddScalar("accuracy", 1_000_000_000_000, double.NaN);
            writer.AddHistogram("lstm.weight_ih_l0", 3, [-1, 0, 0, 2]);
            path = writer.Path;
        }

        List<RecordedEvent> events = EventFile.Read(path);
        events.Count.ShouldBe(4);
        events[0].ShouldBe(new() { WallTime = 1_700_000_000.25, FileVersion = "brain.Event:2" });
        events[1].ShouldBe(new() { WallTime = 1_700_000_002.25, Step = 1, Tag = "loss/training", Scalar = 0.75f });
        events[2].ShouldBe(new() { WallTime = 1_700_000_002.25, Step = 1_000_000_000_000, Tag = "accuracy", Scalar = float.NaN });
        (events[3].Step, events[3].Tag).ShouldBe((3, "lstm.weight_ih_l0"));
        (double[] moments, double[] limits, double[] counts) = events[3].Histogram!.Value;
        // Minimum, maximum, how many, their sum and the sum of their squares.
        moments.ShouldBe([-1, 2, 4, 1, 5]);
        limits.Length.ShouldBe(30);
        limits[9].ShouldBe(0, 1e-12);
        limits[^1].ShouldBe(2);
        counts[0].ShouldBe(1);
        (counts[9] + counts[10]).ShouldBe(2);
        counts[^1].ShouldBe(1);
    }

    [Fact]
    public void The_file_is_named_by_second_and_host_and_none_is_overwritten()
    {
        using TemporaryFolder folder = new();
        using TensorBoardWriter first = new(folder.Path, new FixedClock()), second = new(folder.Path, new FixedClock());
        Path.GetFileName(first.Path).ShouldBe($"events.out.tfevents.1700000000.{Environment.MachineName}");
        second.Path.ShouldBe(first.Path + ".2");
    }

    [Fact]
    public void What_was_flushed_is_seen_while_the_file_is_open()
    {
        using TemporaryFolder folder = new();
        using TensorBoardWriter writer = new(folder.Path, new FixedClock());
        writer.AddScalar("loss", 1, 2);
        writer.Flush();
        string copy = folder.PathOf("copy");
        File.Copy(writer.Path, copy);
        EventFile.Read(copy)[^1].Scalar.ShouldBe(2);
    }

    [Theory]
    [InlineData(new float[0], 0, 0, 0)]
    [InlineData(new[] { float.NaN, float.PositiveInfinity }, 0, 0, 0)]
    [InlineData(new[] { 3f, 3f, float.NaN }, 3, 3, 2)]
    public void Numbers_that_do_not_vary_or_are_none_have_a_histogram_of_one_bucket(float[] values, double min, double max, double count)
    {
        (double[] moments, double[] limits, double[] counts) = Histogram(values);
        moments[..3].ShouldBe([min, max, count]);
        limits.ShouldBe([max]);
        counts.ShouldBe([count]);
    }

    [Fact]
    public void Every_finite_number_is_in_the_bucket_of_its_size() =>
        Prop.ForAll(ArbMap.Default.ArbFor<float[]>(), values =>
        {
            float[] finite = [.. values.Where(float.IsFinite)];
            (double[] moments, double[] limits, double[] counts) = Histogram(values);
            double rounding = 1e-9 * Math.Max(Math.Abs(moments[0]), Math.Abs(moments[1]));
            bool placed = Enumerable.Range(0, limits.Length).All(i =>
                counts[..(i + 1)].Sum() >= finite.Count(value => value < limits[i] - rounding)
                && counts[..(i + 1)].Sum() <= finite.Count(value => value <= limits[i] + rounding));
            return moments[2] == finite.Length && counts.Sum() == finite.Length && placed;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_value_needs_a_tag()
    {
        using TemporaryFolder folder = new();
        using TensorBoardWriter writer = new(folder.Path, new FixedClock());
        Should.Throw<ArgumentException>(() => writer.AddScalar("", 1, 1));
    }

    [TensorBoardFact]
    public void TensorBoard_reads_scalars_and_histograms()
    {
        const string Program = """
            import sys
            from tensorboard.backend.event_processing.event_accumulator import EventAccumulator
            events = EventAccumulator(sys.argv[1]); events.Reload()
            print([(s.step, s.value) for s in events.Scalars('loss')], events.Histograms('weights')[0].histogram_value.num)
            """;
        using TemporaryFolder folder = new();
        using (TensorBoardWriter writer = new(folder.Path, TimeProvider.System))
        {
            writer.AddScalar("loss", 1, 0.5);
            writer.AddScalar("loss", 2, 0.25);
            writer.AddHistogram("weights", 1, [1, 2, 3]);
        }

        TensorBoardFactAttribute.Python(Program, folder.Path)!.Trim().ShouldBe("[(1, 0.5), (2, 0.25)] 3.0");
    }

    private static (double[] Moments, double[] Limits, double[] Counts) Histogram(float[] values)
    {
        using TemporaryFolder folder = new();
        using TensorBoardWriter writer = new(folder.Path, new FixedClock());
        writer.AddHistogram("values", 1, values);
        writer.Dispose();
        return EventFile.Read(writer.Path)[^1].Histogram!.Value;
    }
}
