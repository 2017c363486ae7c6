using ActorDetector.Learning.Tensors;

namespace ActorDetector.Learning.Rows;

/// <summary>What was learned from rows and says how unlike them another row is. Never changes; may be asked by many threads at once.</summary>
public interface IRowModel
{
    /// <summary>Numbers in a row.</summary>
    int Columns { get; }

    /// <summary>A row with a score above this is an anomaly. From training rows alone.</summary>
    float Threshold { get; }

    /// <summary>How anomalous a row is: the higher, the more.</summary>
    /// <param name="row">(columns) finite numbers.</param>
    /// <exception cref="ArgumentException">Another number of columns, or a number that is not finite.</exception>
    float Score(ReadOnlySpan<float> row);

    /// <summary>How much each column has to do with a row's score, to explain it with the highest ones.</summary>
    /// <param name="row">(columns) finite numbers.</param>
    /// <returns>(columns).</returns>
    /// <exception cref="ArgumentException">Another number of columns, or a number that is not finite.</exception>
    float[] Contributions(ReadOnlySpan<float> row);

    /// <summary>All that was learned, by name. What is made of it again gives the same scores, bit for bit.</summary>
    IReadOnlyDictionary<string, Tensor> ToTensors();
}
