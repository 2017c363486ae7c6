namespace ActorDetector.CommandLine;

/// <summary>What the program tells the shell that started it.</summary>
public enum ExitCode
{
    /// <summary>Done.</summary>
    Done = 0,

    /// <summary>An input cannot be read or understood.</summary>
    BadInput = 1,

    /// <summary>The program was called or set up wrongly.</summary>
    BadUsage = 2,

    /// <summary>Done, and there were anomalies, with <c>--fail-on-anomaly</c>.</summary>
    Anomalies = 3,

    /// <summary>Refused: what was wanted would do harm, and nothing was changed.</summary>
    Refused = 4,

    /// <summary>Stopped by Ctrl+C or a signal; what was written so far is whole.</summary>
    Interrupted = 130,
}
