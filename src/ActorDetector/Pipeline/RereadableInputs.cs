using ActorDetector.Logs.Reading;

namespace ActorDetector.Pipeline;

/// <summary>Inputs that can be read twice: standard input is copied to a temporary file first.</summary>
internal sealed class RereadableInputs : IDisposable
{
    private string? _copy;

    /// <summary>The inputs, standard input replaced by its copy.</summary>
    public required IReadOnlyList<string> Files { get; init; }

    /// <summary>Makes inputs rereadable.</summary>
    /// <param name="inputs">The inputs.</param>
    /// <param name="stop">Ends the copying; the copy is deleted then.</param>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static RereadableInputs From(IReadOnlyList<string> inputs, CancellationToken stop)
    {
        if (!inputs.Contains(InputFiles.StandardInput))
            return new RereadableInputs { Files = inputs };
        string copy = Path.GetTempFileName();
        try
        {
            using (Stream input = Console.OpenStandardInput())
            using (FileStream file = File.OpenWrite(copy))
            {
                // Nothing ends a read that waits for standard input; it is left to wait.
                Task.Run(() => input.CopyTo(file), CancellationToken.None).WaitAsync(stop).GetAwaiter().GetResult();
            }
        }
        catch
        {
            File.Delete(copy);
            throw;
        }

        return new RereadableInputs { Files = [.. inputs.Select(name => name == InputFiles.StandardInput ? copy : name)], _copy = copy };
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_copy is not null)
            File.Delete(_copy);
    }
}
