using ActorDetector.Learning.Randomness;
using ActorDetector.Learning.Tensors;

namespace ActorDetector.Learning.Words;

/// <summary>Vectors of words, each of length 1: what is alike in meaning has a cosine near 1. Immutable.</summary>
/// <remarks>A word that was not learned has a vector made of its subwords. Without those it has a direction of its own, drawn from its hash: it is
/// unlike every other word rather than like nothing.</remarks>
public sealed class WordVectors
{
    private const string WordTensor = "words.weight";
    private const string SubwordTensor = "subwords.weight";

    private readonly Dictionary<string, int> _numbers;
    private readonly Subwords _subwords;
    private readonly float[] _vectors;
    private readonly float[] _subwordVectors;

    internal WordVectors(IReadOnlyList<string> words, int size, float[] vectors, Subwords subwords, float[] subwordVectors)
    {
        Words = words;
        Size = size;
        _numbers = words.Index().ToDictionary(item => item.Item, item => item.Index, StringComparer.Ordinal);
        _vectors = vectors;
        _subwords = subwords;
        _subwordVectors = subwordVectors;
    }

    /// <summary>The words with vectors of their own.</summary>
    public IReadOnlyList<string> Words { get; }

    /// <summary>Numbers of a vector.</summary>
    public int Size { get; }

    /// <summary>Characters of the shortest subword.</summary>
    public int ShortestSubword => _subwords.Shortest;

    /// <summary>Characters of the longest subword.</summary>
    public int LongestSubword => _subwords.Longest;

    /// <summary><c>words.weight</c> (words, size) and <c>subwords.weight</c> (buckets, size).</summary>
    public IReadOnlyDictionary<string, Tensor> Tensors => new OrderedDictionary<string, Tensor>
    {
        [WordTensor] = new([Words.Count, Size], _vectors),
        [SubwordTensor] = new([_subwords.Buckets, Size], _subwordVectors),
    };

    /// <summary>Vectors that were kept.</summary>
    /// <param name="words">The words, in their order.</param>
    /// <param name="shortestSubword">Characters of the shortest subword.</param>
    /// <param name="longestSubword">Characters of the longest subword.</param>
    /// <param name="tensors">What <see cref="Tensors"/> gave; others are left alone.</param>
    /// <exception cref="FormatException">They do not belong together; the message says why.</exception>
    public static WordVectors From(
        IReadOnlyList<string> words, int shortestSubword, int longestSubword, IReadOnlyDictionary<string, Tensor> tensors)
    {
        Tensor own = Matrix(tensors, WordTensor), shared = Matrix(tensors, SubwordTensor);
        if (own.Shape[0] != words.Count || own.Shape[1] != shared.Shape[1] || own.Shape[1] < 1)
        {
            throw new FormatException(
                $"{words.Count} words need tensors of as many rows and of one width, but {WordTensor} is ({string.Join(", ", own.Shape)}) "
                + $"and {SubwordTensor} ({string.Join(", ", shared.Shape)}).");
        }

        if (shortestSubword < 1 || longestSubword < shortestSubword)
            throw new FormatException($"Subwords cannot be {shortestSubword} to {longestSubword} characters long.");
        if (words.GroupBy(word => word, StringComparer.Ordinal).FirstOrDefault(group => group.Skip(1).Any()) is { } twice)
            throw new FormatException($"The word '{twice.Key}' is there twice.");
        return new([.. words], own.Shape[1], [.. own.Values], new(shortestSubword, longestSubword, shared.Shape[0]), [.. shared.Values]);
    }

    /// <summary>Writes a word's vector, of length 1.</summary>
    /// <param name="word">A word in small letters, known or not.</param>
    /// <param name="vector">Receives <see cref="Size"/> numbers.</param>
    public void Write(string word, Span<float> vector)
    {
        if (_numbers.TryGetValue(word, out int number))
        {
            Row(_vectors, number).CopyTo(vector);
            return;
        }

        vector[..Size].Clear();
        foreach (int bucket in _subwords.Of(word))
            FixedOrder.AddScaled(vector[..Size], Row(_subwordVectors, bucket), 1);
        if (!FixedOrder.Normalise(vector[..Size]))
            Draw(word, vector[..Size]);
    }

    /// <summary>How alike two words are: the cosine of their vectors, −1 to 1.</summary>
    public float Similarity(string a, string b)
    {
        float[] left = new float[Size], right = new float[Size];
        Write(a, left);
        Write(b, right);
        return FixedOrder.Dot(left, right);
    }

    internal static WordVectors Of(WordLearner learner, IReadOnlyList<string> words, Subwords subwords, int size)
    {
        float[] vectors = new float[words.Count * size];
        for (int word = 0; word < words.Count; word++)
        {
            Span<float> vector = vectors.AsSpan(word * size, size);
            learner.Compose(word, vector);
            if (!FixedOrder.Normalise(vector))
                Draw(words[word], vector);
        }

        return new(words, size, vectors, subwords, [.. learner.Input.Skip(vectors.Length).Select(value => float.IsFinite(value) ? value : 0)]);
    }

    /// <summary>The same with other vectors of words, and perhaps more words.</summary>
    internal WordVectors With(IReadOnlyList<string> words, float[] vectors) => new(words, Size, vectors, _subwords, _subwordVectors);

    private ReadOnlySpan<float> Row(float[] matrix, int row) => matrix.AsSpan(row * Size, Size);

    private static void Draw(string word, Span<float> vector)
    {
        SeededGenerator generator = new(Fnv.Of(word));
        foreach (ref float value in vector)
            value = generator.NextNormal();
        if (!FixedOrder.Normalise(vector))
            vector[0] = 1;
    }

    private static Tensor Matrix(IReadOnlyDictionary<string, Tensor> tensors, string name)
    {
        if (!tensors.TryGetValue(name, out Tensor? tensor))
            throw new FormatException($"Tensor {name} is missing.");
        if (tensor.Shape.Count != 2 || (long)tensor.Shape[0] * tensor.Shape[1] != tensor.Values.Length)
            throw new FormatException($"Tensor {name} has shape ({string.Join(", ", tensor.Shape)}), which is no matrix of {tensor.Values.Length} numbers.");
        return Array.TrueForAll(tensor.Values, float.IsFinite) ? tensor : throw new FormatException($"Tensor {name} holds a value that is not a finite number.");
    }
}
