using System.Globalization;
using ActorDetector.Output;
using Microsoft.AspNetCore.Http;

namespace ActorDetector.Http.Lines;

/// <summary>Who sends a request with lines, and the how manyth of its requests it is: by that a repeat is known.</summary>
/// <param name="Producer">The producer's name in batches, as <c>http:NAME</c>.</param>
/// <param name="First">The position before its first line.</param>
internal readonly record struct ProducerPlace(string Producer, long First)
{
    /// <summary>Most lines of a request of a producer.</summary>
    public const int MostLines = 1 << LineBits;

    private const int LineBits = 20;
    private const long LastSequence = 1L << 40;
    private const int LongestName = 128;

    /// <summary>The place that the headers <c>X-Producer</c> and <c>X-Sequence</c> say; null when there are none.</summary>
    /// <exception cref="RefusalException">One is missing or wrong.</exception>
    public static ProducerPlace? Of(string name, string sequence)
    {
        if (name.Length == 0 && sequence.Length == 0)
            return null;
        if (name.Length is 0 or > LongestName || name.Any(letter => letter is <= ' ' or > '~'))
            throw Wrong($"X-Producer is '{Printable.Shorten(name, 40)}': give the producer's name as 1 to {LongestName} visible ASCII characters, with X-Sequence.");
        return long.TryParse(sequence, NumberStyles.None, CultureInfo.InvariantCulture, out long number) && number <= LastSequence
            ? new ProducerPlace($"http:{name}", number << LineBits)
            : throw Wrong($"X-Sequence is '{Printable.Shorten(sequence, 40)}': give the number of the producer's request as 0 to {LastSequence}, higher than that of its last request.");
    }

    private static RefusalException Wrong(string reason) => new(StatusCodes.Status400BadRequest, reason);
}
