namespace ActorDetector.Actors.Sources;

/// <summary>Where lines come from.</summary>
public interface ISource
{
    /// <summary>Its name, which counters are kept by, as <c>files</c>.</summary>
    string Name { get; }

    /// <summary>Hands lines on until it is stopped, or until there are no more for ever (standard input). On a stop everything that was
    /// already taken from a peer is handed on before it returns.</summary>
    /// <param name="ingest">Takes the lines.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="IOException">It cannot go on, and trying again is of no use (a port is taken); the message says what to do.</exception>
    Task RunAsync(IIngest ingest, CancellationToken cancellation);
}
