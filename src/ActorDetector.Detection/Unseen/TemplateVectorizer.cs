using System.Numerics;
using ActorDetector.Learning.Words;

namespace ActorDetector.Detection.Unseen;

/// <summary>Makes a vector of a text's words.</summary>
internal sealed class TemplateVectorizer
{
    private readonly WordVectors _words;
    private readonly TemplateWeighting _weighting;
    private readonly int _texts;
    private readonly Dictionary<string, int> _textsWith = new(StringComparer.Ordinal);

    /// <summary>A vectorizer whose rare words are those of few of some texts.</summary>
    public TemplateVectorizer(WordVectors words, TemplateWeighting weighting, IReadOnlyList<List<string>> texts)
    {
        _words = words;
        _weighting = weighting;
        _texts = texts.Count;
        foreach (string word in texts.SelectMany(text => text.Distinct()))
            _textsWith[word] = _textsWith.GetValueOrDefault(word) + 1;
    }

    /// <summary>Writes the vector, of length 1; of no words it is zero.</summary>
    public void Write(List<string> words, Span<float> vector)
    {
        vector.Clear();
        Span<float> one = stackalloc float[_words.Size];

        // Once each: that a name such as addStoredBlock comes twice does not make the other words say less.
        foreach (string word in words.Distinct())
        {
            _words.Write(word, one);
            float weight = _weighting == TemplateWeighting.TfIdf ? RarityOf(word) : 1;
            for (int i = 0; i < vector.Length; i++)
                vector[i] += weight * one[i];
        }

        float length = MathF.Sqrt(Cosine(vector, vector));
        for (int i = 0; i < vector.Length && length > 0; i++)
            vector[i] /= length;
    }

    /// <summary>The cosine of two vectors of length 1: their inner product, added up in one order on every processor.</summary>
    public static float Cosine(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        Vector4 sums = Vector4.Zero;
        int i = 0;
        for (; i + 4 <= a.Length; i += 4)
            sums += new Vector4(a.Slice(i, 4)) * new Vector4(b.Slice(i, 4));
        float sum = (sums.X + sums.Y) + (sums.Z + sums.W);
        for (; i < a.Length; i++)
            sum += a[i] * b[i];
        return sum;
    }

    // Smoothed, so that a word of all texts still counts, and one of none counts most.
    private float RarityOf(string word) => (float)(1 + Math.Log((1.0 + _texts) / (1 + _textsWith.GetValueOrDefault(word))));
}
