namespace ActorDetector.SystemTests.Processes;

/// <summary>A simulated fleet's logs and a model trained on the normal one, for all tests that only read them.</summary>
public sealed class TrainedFleet : IDisposable
{
    private readonly Workplace _place = new();

    public TrainedFleet()
    {
        _place.Run("simulate", "-o", ".", "--train-lines", "6000", "--lines", "6000", "--anomaly-share", "0.08").With(0);
        Trained = _place.Run(["train", TrainLog, "-o", Model, .. TrainOptions]).With(0);
    }

    /// <summary>Options with which the model was trained.</summary>
    public static string[] TrainOptions { get; } =
        ["--session-id", @"\b(?:blk|req|vm)-[0-9a-f]+", "--max-epochs", "10", "--units", "32", "--layers", "1"];

    /// <summary>The normal log, 6,000 lines.</summary>
    public string TrainLog => _place.PathOf("train.log");

    /// <summary>The log with anomalies, 6,000 lines.</summary>
    public string LiveLog => _place.PathOf("live.log");

    /// <summary>The truth about the log with anomalies.</summary>
    public string Labels => _place.PathOf("labels.csv");

    /// <summary>The model bundle.</summary>
    public string Model => _place.PathOf("model");

    /// <summary>The run that trained it.</summary>
    internal Ended Trained { get; }

    public void Dispose() => _place.Dispose();
}
