using ActorDetector.Logs.Reading;

namespace ActorDetector.Pipeline;

/// <summary>Inputs that can be read twice: standard input is copied to a temporary file first.</summary>
internal sealed class RereadableInputs : IDisposable
{
    private string? _copy;

    /// <summary>The inputs, standard input replaced by its copy.</summary>
    public required IReadOnlyList<string> Files { get; init; }

    /// <summary>Makes inputs rereadable.</summary>
    public static RereadableInputs From(IReadOnlyList<string> inputs)
    {
        if (!inputs.Contains(InputFiles.StandardInput))
            return new RereadableInputs { Files = inputs };
        string copy = Path.GetTempFileName();
        try
        {
            using (Stream input = Console.OpenStandardInput())
            using (FileStream file = File.OpenWrite(copy))
                input.CopyTo(file);
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
