using System.Globalization;

namespace ActorDetector.Learning.Words;

/// <summary>Reads vectors in the text format of word2vec and fastText: a line with the number of words and of their numbers (GloVe leaves it out), then
/// on each line a word and its numbers, parted by blanks.</summary>
public static class WordVectorText
{
    /// <summary>Most numbers of a vector.</summary>
    public const int MaxSize = 4096;

    private const int MaxLineLength = 1 << 18;
    private const int CharactersPerNumber = 32;

    /// <summary>Reads vectors; each is brought to length 1. Of a word that is there in several cases, the first is taken.</summary>
    /// <param name="reader">The text.</param>
    /// <param name="maxWords">Most words that are kept, the first ones, which the formats order by frequency.</param>
    /// <exception cref="FormatException">It is something else; the message has the line's number.</exception>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than one word may be kept.</exception>
    public static WordVectors Read(TextReader reader, int maxWords = 200_000)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maxWords);
        BoundedLines lines = new(reader, MaxLineLength);
        OrderedDictionary<string, int> words = new(StringComparer.Ordinal);
        List<float> vectors = [];
        int size = 0;
        while (words.Count < maxWords && lines.TryRead(out ReadOnlySpan<char> text))
        {
            ReadOnlySpan<char> line = text.Trim();
            if (line.IsEmpty)
                continue;
            if (size == 0 && TrySize(line, lines.Number, out size))
                continue;
            int end = line.IndexOfAny(' ', '\t');
            if (end < 0)
                throw new FormatException($"Line {lines.Number}: there are no numbers behind the word.");
            string word = line[..end].ToString().ToLowerInvariant();
            if (size == 0)
                size = CountNumbers(line[end..], lines.Number);
            AddNumbers(line[end..], size, lines.Number, vectors);
            int start = vectors.Count - size;
            Span<float> vector = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(vectors)[start..];
            if (!FixedOrder.Normalise(vector) || !words.TryAdd(word, 0))
                vectors.RemoveRange(start, size);
        }

        return words.Count > 0
            ? new WordVectors([.. words.Keys], size, [.. vectors], new Subwords(1, 1, 0), [])
            : throw new FormatException($"There is not one word vector within {lines.Number} lines.");
    }

    private static bool TrySize(ReadOnlySpan<char> line, long number, out int size)
    {
        size = 0;
        int end = line.IndexOfAny(' ', '\t');
        if (number > 1 || end < 0 || line[end..].Trim().IndexOfAny(' ', '\t') >= 0 || !long.TryParse(line[..end], NumberStyles.None, CultureInfo.InvariantCulture, out _))
            return false;
        return int.TryParse(line[end..].Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out size) && size is >= 1 and <= MaxSize
            ? true
            : throw new FormatException($"Line 1: vectors have 1 to {MaxSize} numbers, not '{Shorten(line[end..].Trim())}'.");
    }

    private static int CountNumbers(ReadOnlySpan<char> line, long number)
    {
        int count = 0;
        while (Next(ref line) is { IsEmpty: false })
            count++;
        return count <= MaxSize ? count : throw new FormatException($"Line {number}: {count} numbers; a vector has at most {MaxSize}.");
    }

    private static void AddNumbers(ReadOnlySpan<char> line, int size, long number, List<float> vectors)
    {
        int count = 0;
        for (ReadOnlySpan<char> text = Next(ref line); !text.IsEmpty; text = Next(ref line))
        {
            if (text.Length > CharactersPerNumber || !float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out float value) || !float.IsFinite(value))
                throw new FormatException($"Line {number}: '{Shorten(text)}' is no number.");
            vectors.Add(value);
            if (++count > size)
                break;
        }

        if (count != size)
            throw new FormatException($"Line {number}: {(count > size ? "more than " : "")}{Math.Min(count, size)} numbers behind the word; {size} were expected.");
    }

    private static ReadOnlySpan<char> Next(ref ReadOnlySpan<char> line)
    {
        line = line.TrimStart(" \t");
        int end = line.IndexOfAny(' ', '\t');
        ReadOnlySpan<char> text = end < 0 ? line : line[..end];
        line = line[text.Length..];
        return text;
    }

    private static string Shorten(ReadOnlySpan<char> text) => text.Length > 40 ? $"{text[..40]}…" : text.ToString();
}
