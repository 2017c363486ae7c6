using System.ComponentModel.DataAnnotations;
using ActorDetector.Learning.Forecasting;
using ActorDetector.Learning.Lstm;
using ActorDetector.Learning.Tensors;
using ActorDetector.Learning.Tests.Layers;
using FsCheck;
using FsCheck.Fluent;

namespace ActorDetector.Learning.Tests.Forecasting;

public sealed class LstmForecasterTests
{
    private static readonly ForecasterOptions Small = new() { Window = 3, Units = 8, Layers = 1, MaxEpochs = 4, LearningRate = 0.01 };
    private static readonly ForecastWindows None = new(2, [], []);

    // A sine and its quarter turn: each vector follows from the two before it.
    private static readonly ForecastWindows Wave = Waves(0, 200);

    [Fact]
    public void Forecasts_gradients_and_steps_are_those_of_PyTorch()
    {
        TorchCase torch = new("forecaster.json");
        ForecastWindows windows = new(3, torch.Numbers("windows"), torch.Numbers("targets"));
        LstmForecaster forecaster = LstmForecaster.From(new(Width: 3, Window: 4, Units: 5, Layers: 2), torch.Tensors("weights"));
        TorchCase.ShouldBeClose(Predict(forecaster, windows.Windows), torch.Numbers("output"), "output");
        ForecasterOptions options = new() { LearningRate = TorchCase.LearningRate, ClipNorm = TorchCase.ClipNorm };
        torch.ShouldBeLearnedBy(forecaster.Learner(windows, options), [1, 1, 1, 1, 1, 1]);
    }

    [Fact]
    public void Gradients_are_what_small_changes_of_the_weights_do_to_the_error()
    {
        ForecastWindows windows = ForecastWindows.FromSeries([.. Enumerable.Range(0, 20).Select(i => (float)Math.Sin(i))], 2, window: 3);
        LstmForecaster forecaster = LstmForecaster.Create(new(2, 3, 4, 3), seed: 3);
        var learner = forecaster.Learner(windows, Small);
        learner.Learn([.. Enumerable.Range(0, 10)], [.. Enumerable.Repeat(1f, 10)]);
        foreach ((string name, Tensor gradient) in learner.Gradients)
        {
            for (int i = 0; i < gradient.Values.Length; i += 3)
            {
                double slope = (Error(Changed(forecaster, name, i, 1e-2f), windows) - Error(Changed(forecaster, name, i, -1e-2f), windows)) / 2e-2;
                ((double)gradient.Values[i]).ShouldBe(slope, 2e-4, $"{name}[{i}]");
            }
        }
    }

    [Fact]
    public void A_wave_is_forecast_after_training()
    {
        LstmForecaster forecaster = LstmForecaster.Train(Wave, Waves(200, 60), Small with { MaxEpochs = 100, Units = 16 });
        ForecastWindows later = Waves(300, 60);
        Error(forecaster, later).ShouldBeLessThan(0.005);
    }

    [Fact]
    public void A_window_before_a_series_start_holds_zeros()
    {
        ForecastWindows windows = ForecastWindows.FromSeries([1, 2, 3, 4, 5, 6], width: 2, window: 2);
        windows.Count.ShouldBe(3);
        windows.Windows.ShouldBe([0, 0, 0, 0, 0, 0, 1, 2, 1, 2, 3, 4]);
        windows.Targets.ShouldBe([1, 2, 3, 4, 5, 6]);
    }

    [Fact]
    public void The_same_seed_gives_the_same_weights_and_another_seed_others()
    {
        float[] weights = Weights(Small);
        Weights(Small).ShouldBe(weights);
        Weights(Small with { Seed = 2 }).ShouldNotBe(weights);
    }

    [Fact]
    public void Every_option_that_leads_training_changes_the_weights()
    {
        float[] weights = Weights(Small);
        Weights(Small with { Batch = 32 }).ShouldNotBe(weights);
        Weights(Small with { LearningRate = 0.002 }).ShouldNotBe(weights);
        Weights(Small with { MaxEpochs = 5 }).ShouldNotBe(weights);
        Weights(Small with { MaxWindows = 100 }).ShouldNotBe(weights);
        Weights(Small with { ClipNorm = 0.01 }).ShouldNotBe(weights);
        Weights(Small with { Units = 9 }).Length.ShouldNotBe(weights.Length);
        Weights(Small with { Layers = 2 }).Length.ShouldNotBe(weights.Length);
    }

    [Fact]
    public void Of_too_many_windows_a_part_is_learned()
    {
        LstmForecaster few = LstmForecaster.Train(Wave, None, Small with { MaxWindows = 7 });
        LstmForecaster again = LstmForecaster.Train(Wave, None, Small with { MaxWindows = 7 });
        AllWeights(again).ShouldBe(AllWeights(few));
        List<EpochResult> epochs = [];
        LstmForecaster.Train(Wave, Wave, Small with { MaxWindows = 7, MaxEpochs = 1 }, epochs.Add);
        epochs[0].ValidationLoss.ShouldBeGreaterThan(0);
    }

    [Fact]
    public void Training_stops_when_validation_no_longer_improves_and_keeps_the_best_weights()
    {
        ForecastWindows contrary = Wave with { Targets = [.. Wave.Targets.Select(value => -value)] };
        List<EpochResult> epochs = [];
        LstmForecaster forecaster = LstmForecaster.Train(Wave, contrary, Small with { MaxEpochs = 200, EarlyStop = 3 }, epochs.Add);
        EpochResult best = epochs.Last(epoch => epoch.Best);
        epochs.Count.ShouldBe(best.Epoch + 3);
        Error(forecaster, contrary).ShouldBe(best.ValidationLoss, 1e-6);
    }

    [Fact]
    public void Weights_written_and_read_again_forecast_the_same_bit_for_bit()
    {
        LstmForecaster forecaster = LstmForecaster.Train(Wave, None, Small);
        using MemoryStream file = new();
        Safetensors.Write(file, forecaster.Tensors);
        file.Position = 0;
        LstmForecaster read = LstmForecaster.From(forecaster.Shape, Safetensors.Read(file));
        Predict(read, Wave.Windows).ShouldBe(Predict(forecaster, Wave.Windows));
    }

    [Fact]
    public void A_forecast_does_not_hang_on_its_batch_or_on_the_thread()
    {
        LstmForecaster forecaster = LstmForecaster.Create(new(2, 3, 40, 2), seed: 5);
        float[] together = Predict(forecaster, Wave.Windows);
        Parallel.For(0, Wave.Count, i => Predict(forecaster, Wave.Windows[(i * 6)..((i + 1) * 6)]).ShouldBe(together[(i * 2)..((i + 1) * 2)]));
    }

    [Fact]
    public void Forecasts_are_finite_for_any_series() =>
        Prop.ForAll<float[], byte>((values, seed) =>
        {
            float[] series = [.. values.Where(value => Math.Abs(value) < 1e6f)];
            LstmForecaster forecaster = LstmForecaster.Create(new(1, 3, 5, 2), seed);
            return Predict(forecaster, ForecastWindows.FromSeries(series, 1, 3).Windows).All(float.IsFinite);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Constant_vectors_are_forecast_as_they_are()
    {
        ForecastWindows flat = ForecastWindows.FromSeries(new float[100], width: 1, window: 3);
        Error(LstmForecaster.Train(flat, flat, Small with { MaxEpochs = 40 }), flat).ShouldBeLessThan(0.001);
    }

    [Fact]
    public void A_single_window_is_enough_to_train() =>
        Predict(LstmForecaster.Train(new(1, [0, 0, 0], [1]), new(1, [], []), Small), [0, 0, 0]).ShouldAllBe(value => float.IsFinite(value));

    [Fact]
    public void Values_too_great_to_be_learned_are_refused_with_what_to_do() =>
        Should.Throw<ArgumentException>(() => LstmForecaster.Train(new(1, [0, 0, 0], [3e38f]), new(1, [], []), Small))
            .Message.ShouldContain("scale the values down");

    [Fact]
    public void The_greatest_learning_rate_gives_bad_weights_but_numbers() =>
        Weights(Small with { LearningRate = 1, MaxEpochs = 50, ClipNorm = 0 }).ShouldAllBe(weight => float.IsFinite(weight));

    [Fact]
    public void Training_can_be_cancelled()
    {
        using CancellationTokenSource source = new();
        Should.Throw<OperationCanceledException>(() => LstmForecaster.Train(Wave, None, Small, _ => source.Cancel(), source.Token));
    }

    [Fact]
    public void Nothing_to_learn_from_is_refused() =>
        Should.Throw<ArgumentException>(() => LstmForecaster.Train(None, Wave, Small)).Message.ShouldContain("no windows");

    [Fact]
    public void Windows_of_another_length_are_refused() =>
        Should.Throw<ArgumentException>(() => LstmForecaster.Train(Wave, None, Small with { Window = 4 })).Message.ShouldContain("windows of 4");

    [Fact]
    public void A_value_that_is_no_number_is_refused()
    {
        Should.Throw<ArgumentException>(() => LstmForecaster.Train(new(1, [0, float.NaN, 0], [1]), new(1, [], []), Small))
            .Message.ShouldContain("finite");
        Should.Throw<ArgumentException>(() => Predict(LstmForecaster.Create(new(1, 1, 4, 1), seed: 1), [float.PositiveInfinity]))
            .Message.ShouldContain("finite");
    }

    [Fact]
    public void A_wrong_option_is_refused_with_its_name_its_value_and_the_range()
    {
        string message = Should.Throw<ValidationException>(() => LstmForecaster.Train(Wave, None, Small with { Layers = 9 })).Message;
        message.ShouldContain("Layers is 9");
        message.ShouldContain("8");
    }

    [Fact]
    public void A_missing_tensor_is_named() =>
        Should.Throw<FormatException>(() => LstmForecaster.From(new(1, 1, 4, 1), new Dictionary<string, Tensor>()))
            .Message.ShouldContain("lstm.weight_ih_l0");

    [Fact]
    public void A_size_out_of_range_is_named() =>
        Should.Throw<ArgumentOutOfRangeException>(() => LstmForecaster.Create(new(0, 1, 4, 1), seed: 1)).Message.ShouldContain("Width");

    private static ForecastWindows Waves(int start, int count)
    {
        ForecastWindows all = ForecastWindows.FromSeries(
            [.. Enumerable.Range(start, count).SelectMany(i => new[] { (float)Math.Sin(i * 0.4), (float)Math.Cos(i * 0.4) })], 2, window: 3);

        // Without the windows that start before the series.
        return new(2, all.Windows[(3 * 6)..], all.Targets[(3 * 2)..]);
    }

    private static float[] Predict(LstmForecaster forecaster, float[] windows)
    {
        float[] next = new float[windows.Length / forecaster.Shape.Window];
        forecaster.Predict(windows, next);
        return next;
    }

    private static double Error(LstmForecaster forecaster, ForecastWindows windows) =>
        Predict(forecaster, windows.Windows).Zip(windows.Targets, (forecast, value) => Math.Pow((double)forecast - value, 2)).Average();

    private static LstmForecaster Changed(LstmForecaster forecaster, string tensor, int index, float by)
    {
        OrderedDictionary<string, Tensor> tensors = forecaster.Tensors;
        tensors[tensor].Values[index] += by;
        return LstmForecaster.From(forecaster.Shape, tensors);
    }

    private static float[] Weights(ForecasterOptions options) => AllWeights(LstmForecaster.Train(Wave, None, options));

    private static float[] AllWeights(LstmForecaster forecaster) => [.. forecaster.Tensors.Values.SelectMany(tensor => tensor.Values)];
}
