namespace ActorDetector.Actors.Sources;

/// <summary>Where lines come from.</summary>
public interface ISource
{
    /// <summary>Its name, which counters are kept by, as <c>files</c>.</summary>
    string Name { get; }

    /// <summary>Takes what it cannot run without, as a port; called before the node starts, which does not when this throws. What fails later is
    /// tried again.</summary>
    /// <exception cref="IOException">It cannot be taken, or cannot be read; the message names the option and says what to do.</exception>
    void Open()
    {
    }

    /// <summary>Hands lines on until it is stopped, or until there are no more for ever (standard input). On a stop everything that was
    /// already taken from a peer is handed on before it returns.</summary>
    /// <param name="ingest">Takes the lines.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="IOException">It cannot go on; it may be run again. The message says what to do.</exception>
    Task RunAsync(IIngest ingest, CancellationToken cancellation);
}
