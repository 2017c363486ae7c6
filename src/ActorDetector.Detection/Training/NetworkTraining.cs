namespace ActorDetector.Detection.Training;

/// <summary>Trains a network of a detector of sessions.</summary>
internal static class NetworkTraining
{
    /// <summary>What a training returns.</summary>
    /// <param name="detector">The detector's name.</param>
    /// <param name="train">The training.</param>
    /// <exception cref="TrainingException">There is too little to learn from, or the weights grew beyond all bounds.</exception>
    public static T Run<T>(string detector, Func<T> train)
    {
        try
        {
            return train();
        }
        catch (ArgumentException fault) when (fault is not ArgumentNullException)
        {
            throw new TrainingException($"{detector} could not be trained. {fault.Message}", fault);
        }
    }
}
