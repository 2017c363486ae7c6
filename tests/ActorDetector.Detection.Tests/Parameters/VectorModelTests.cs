using System.ComponentModel.DataAnnotations;
using System.Text.Json.Nodes;
using ActorDetector.Detection.Detectors;
using ActorDetector.Detection.Parameters;
using ActorDetector.Learning.Tensors;

namespace ActorDetector.Detection.Tests.Parameters;

public sealed class VectorModelTests
{
    private static readonly VectorOptions Quick = new() { ParameterUnits = 8, ParameterEpochs = 30, ParameterMinEvents = 100 };

    private static readonly Lazy<VectorModel> Waves = new(() => VectorModel.Train(Series(Enumerable.Range(0, 800).Select(Wave)), Quick)!);

    [Fact]
    public void A_number_that_leaves_its_wave_is_told_with_its_column_its_value_and_the_one_expected()
    {
        double[][] vectors = [.. Enumerable.Range(800, 200).Select(Wave)];
        vectors[120][1] += 60;

        List<Deviation> odd = Judge(Waves.Value, vectors);

        Deviation told = odd.Single(deviation => deviation.Row == 120);
        (told.Column, told.Value).ShouldBe((1, vectors[120][1]));
        told.Expected.ShouldBe(Wave(920)[1], 10);
        told.Score.ShouldBeGreaterThan(Math.Log(1000));
        odd.Count(deviation => deviation.Row is < 120 or > 125).ShouldBeLessThan(4);
    }

    [Fact]
    public void A_forecast_knows_nothing_of_the_vector_that_it_is_a_forecast_of()
    {
        double[][] vectors = [.. Enumerable.Range(800, 20).Select(Wave)];
        double[] expected = [.. new[] { 1e3, -1e3, 1e9, -1e12 }.Select(value =>
        {
            double[][] changed = [.. vectors[..^1], [value, vectors[^1][1]]];
            return Judge(Waves.Value, changed)[^1].Expected;
        })];

        expected.Distinct().Count().ShouldBe(1);
    }

    [Fact]
    public void Before_a_window_is_full_nothing_is_said()
    {
        double[][] vectors = [.. Enumerable.Range(800, 6).Select(_ => new[] { 1e6, 1e6 })];

        Judge(Waves.Value, vectors).Select(odd => odd.Row).ShouldBe([5]);
    }

    [Fact]
    public void An_outlier_does_not_lead_the_forecasts_behind_it_further_astray_than_the_range_of_training()
    {
        double[][] large = [.. Enumerable.Range(800, 40).Select(Wave)], huge = [.. Enumerable.Range(800, 40).Select(Wave)];
        (large[20][0], huge[20][0]) = (1e4, 1e90);

        Judge(Waves.Value, huge).Where(odd => odd.Row != 20).ShouldBe(Judge(Waves.Value, large).Where(odd => odd.Row != 20));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(300)]
    public void What_is_said_does_not_hang_on_how_many_are_judged_together(int together)
    {
        double[][] vectors = [.. Enumerable.Range(800, 700).Select(i => i % 50 == 0 ? [i, i] : Wave(i))];
        List<Deviation> all = Judge(Waves.Value, vectors);
        all.Count.ShouldBeGreaterThan(10);

        VectorJudge judge = Waves.Value.CreateJudge();
        List<Deviation> parts = [];
        for (int from = 0; from < vectors.Length; from += together)
        {
            List<Deviation> part = [];
            foreach (double[] vector in vectors.Skip(from).Take(together))
                judge.Add(vector);
            judge.Judge(part);
            parts.AddRange(part.Select(odd => odd with { Row = odd.Row + from }));
        }

        parts.ShouldBe(all);
    }

    [Fact]
    public void A_model_kept_and_read_again_says_the_same_bit_for_bit()
    {
        double[][] vectors = [.. Enumerable.Range(800, 300).Select(i => i % 50 == 0 ? [i, double.NaN] : Wave(i))];
        DetectorState kept = Waves.Value.Keep();
        using MemoryStream file = new();
        Safetensors.Write(file, kept.Tensors);
        file.Position = 0;
        DetectorState again = new((JsonObject)JsonNode.Parse(kept.Json.ToJsonString())!, Safetensors.Read(file));

        Judge(VectorModel.Read(again), vectors).ShouldBe(Judge(Waves.Value, vectors));
    }

    [Fact]
    public void A_state_that_is_none_is_refused()
    {
        DetectorState kept = Waves.Value.Keep();
        foreach (string name in kept.Json.Select(property => property.Key).Where(name => name != "low"))
        {
            JsonObject broken = (JsonObject)kept.Json.DeepClone();
            broken.Remove(name);
            Should.Throw<FormatException>(() => VectorModel.Read(kept with { Json = broken }), name);
        }

        Should.Throw<FormatException>(() => VectorModel.Read(new DetectorState(kept.Json)));
    }

    [Fact]
    public void Where_a_number_never_changed_any_other_is_anomalous()
    {
        VectorModel model = VectorModel.Train(Series(Enumerable.Range(0, 200).Select(i => new double[] { 7 })), Quick)!;

        Judge(model, [[7], [8], [double.NaN], [7]]).ShouldBe([new Deviation(1, 0, 8, 7, Math.Log(201))]);
    }

    [Fact]
    public void A_number_that_only_grows_is_left_out()
    {
        VectorModel.Train(Series(Enumerable.Range(0, 400).Select(i => new double[] { i })), Quick).ShouldBeNull();
        VectorModel model = VectorModel.Train(Series(Enumerable.Range(0, 400).Select(i => new double[] { i, Wave(i)[0] })), Quick)!;
        Judge(model, [.. Enumerable.Range(400, 100).Select(i => new double[] { 1000 * i, Wave(i)[0] })]).ShouldAllBe(odd => odd.Column == 1);
    }

    [Fact]
    public void Too_few_vectors_or_none_that_are_numbers_give_no_model()
    {
        VectorModel.Train(Series(Enumerable.Range(0, 99).Select(Wave)), Quick).ShouldBeNull();
        VectorModel.Train(Series(Enumerable.Repeat(new[] { double.NaN }, 300)), Quick).ShouldBeNull();
        VectorModel.Train(new VectorSeries(0, 10), Quick).ShouldBeNull();
    }

    [Fact]
    public void An_option_out_of_range_is_refused_by_name() => Should.Throw<ValidationException>(
        () => VectorModel.Train(new VectorSeries(1, 10), Quick with { ParameterConfidence = 1 })).Message.ShouldContain("ParameterConfidence");

    [Fact]
    public void Only_the_last_vectors_are_kept()
    {
        VectorSeries series = new(1, 20);
        for (int i = 0; i < 47; i++)
            series.Add([i]);

        series.Column(0).ShouldBe(Enumerable.Range(27, 20).Select(i => (double)i));
        Should.Throw<ArgumentException>(() => series.Add([1, 2]));
    }

    [Fact]
    public void Confidence_interval_and_scaling_take_effect()
    {
        double[][] noise = [.. Enumerable.Range(800, 400).Select(i => new[] { Wave(i)[0] + (0.3 * (i % 100)), Wave(i)[1] })];
        int Told(VectorOptions options) => Judge(VectorModel.Train(Series(Enumerable.Range(0, 800).Select(Wave)), options)!, noise).Count;
        string Scaling(VectorOptions options) => VectorModel.Train(Series(Enumerable.Range(0, 800).Select(Wave)), options)!.Keep().Json["columns"]!.ToJsonString();

        Told(Quick with { ParameterConfidence = 0.6 }).ShouldBeGreaterThan(Told(Quick with { ParameterConfidence = 0.9999 }));
        double[][] still = [.. Enumerable.Range(800, 400).Select(Wave)];
        VectorModel two = VectorModel.Train(Series(Enumerable.Range(0, 800).Select(Wave)), Quick with { ParameterInterval = ErrorInterval.TwoSided, ParameterConfidence = 0.5 })!;
        VectorModel one = VectorModel.Train(Series(Enumerable.Range(0, 800).Select(Wave)), Quick with { ParameterConfidence = 0.75 })!;
        Judge(two, still).Count.ShouldBeGreaterThan(Judge(one, still).Count);
        Scaling(Quick with { ParameterScaling = VectorScaling.MinMax }).ShouldNotBe(Scaling(Quick));
    }

    [Fact]
    public void Every_option_of_training_changes_what_is_learned()
    {
        VectorSeries series = Series(Enumerable.Range(0, 400).Select(Wave));
        string Learned(VectorOptions options) => string.Join(' ', VectorModel.Train(series, options)!.Keep().Tensors.Values.SelectMany(tensor => tensor.Values));
        VectorOptions few = Quick with { ParameterEpochs = 2 };
        string learned = Learned(few);

        Learned(few).ShouldBe(learned);
        VectorOptions[] others =
        [
            few with { ParameterWindow = 3 },
            few with { ParameterUnits = 9 },
            few with { ParameterLayers = 2 },
            few with { ParameterBatch = 8 },
            few with { ParameterEpochs = 3 },
            few with { ParameterMaxWindows = 50 },
            few with { ParameterSeed = 2 },
        ];
        others.Select(Learned).ShouldNotContain(learned);
        List<int> epochs = [];
        VectorModel.Train(series, Quick with { ParameterEpochs = 500, ParameterEarlyStop = 1 }, epoch => epochs.Add(epoch.Epoch));
        epochs.Count.ShouldBeLessThan(500);
    }

    private static double[] Wave(int i) => [100 + (50 * Math.Sin(i * 0.7)), 20 + (5 * Math.Cos(i * 0.7)) + (0.2 * Math.Sin(i * i))];

    private static VectorSeries Series(IEnumerable<double[]> vectors)
    {
        double[][] all = [.. vectors];
        VectorSeries series = new(all[0].Length, 10_000);
        foreach (double[] vector in all)
            series.Add(vector);
        return series;
    }

    private static List<Deviation> Judge(VectorModel model, IEnumerable<double[]> vectors)
    {
        VectorJudge judge = model.CreateJudge();
        foreach (double[] vector in vectors)
            judge.Add(vector);
        List<Deviation> odd = [];
        judge.Judge(odd);
        return odd;
    }
}
