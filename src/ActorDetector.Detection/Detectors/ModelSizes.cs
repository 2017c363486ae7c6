namespace ActorDetector.Detection.Detectors;

/// <summary>Reads a network whose sizes come from a file.</summary>
internal static class ModelSizes
{
    /// <summary>The network.</summary>
    /// <exception cref="FormatException">A size is out of range.</exception>
    public static T Checked<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (ArgumentOutOfRangeException fault)
        {
            throw new FormatException(fault.Message, fault);
        }
    }
}
