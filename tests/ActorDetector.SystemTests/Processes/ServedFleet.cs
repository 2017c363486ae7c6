namespace ActorDetector.SystemTests.Processes;

/// <summary>A simulated fleet's logs, and models trained on the normal one, whose sessions end by log time: so the same lines end the same sessions
/// whenever they arrive.</summary>
public sealed class ServedFleet : IDisposable
{
    private static readonly string[] Training =
        ["train", "train.log", "--session-id", @"\b(?:blk|req|vm)-[0-9a-f]+", "--max-line-bytes", "2000", "--units", "32", "--layers", "1"];

    private readonly Workplace _place = new();

    public ServedFleet()
    {
        string lines = (Long.IsAsked ? 24_000 : 6000).ToString(System.Globalization.CultureInfo.InvariantCulture);
        _place.Run("simulate", "-o", ".", "--train-lines", "6000", "--lines", lines, "--anomaly-share", "0.3", "--rate", "40").With(0);
        _place.Run([.. Training, "-o", Model, "--idle-timeout", "00:00:20", "--max-epochs", "12"]).With(0);
        _place.Run([.. Training, "-o", OtherModel, "--idle-timeout", "00:00:20", "--max-epochs", "12", "--seed", "7"]).With(0);
        _place.Run([.. Training, "-o", ModelOfOtherSessions, "--idle-timeout", "00:00:40", "--max-epochs", "1"]).With(0);
        LiveLines = File.ReadAllLines(_place.PathOf("live.log"));
    }

    /// <summary>The lines of the log with anomalies.</summary>
    public IReadOnlyList<string> LiveLines { get; }

    /// <summary>The normal log.</summary>
    public string TrainLog => _place.PathOf("train.log");

    /// <summary>A model bundle.</summary>
    public string Model => _place.PathOf("model");

    /// <summary>Another one, of the same rules.</summary>
    public string OtherModel => _place.PathOf("other-model");

    /// <summary>One that has other rules of sessions.</summary>
    public string ModelOfOtherSessions => _place.PathOf("model-of-other-sessions");

    public void Dispose() => _place.Dispose();
}
