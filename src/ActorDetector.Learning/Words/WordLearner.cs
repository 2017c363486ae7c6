using ActorDetector.Learning.Randomness;

namespace ActorDetector.Learning.Words;

/// <summary>The weights while word vectors are trained, and single steps.</summary>
/// <remarks>Mikolov et al., NIPS 2013, section 2.2 (negative sampling), with the subwords of Bojanowski et al., TACL 2017. Unlike there a word's own
/// vector moves once for all words around it, which is the same to the first order and several times as fast.</remarks>
internal sealed class WordLearner
{
    private readonly WordOptions _options;
    private readonly SeededGenerator _generator;
    private readonly NegativeSampler _negatives;
    private readonly int[][] _rows;
    private readonly float[] _input;
    private readonly float[] _output;
    private readonly float[] _hidden;
    private readonly float[] _gradient;

    /// <summary>Fresh weights.</summary>
    /// <param name="words">The words.</param>
    /// <param name="counts">How often each is met in an epoch.</param>
    /// <param name="subwords">The subwords.</param>
    /// <param name="options">Sizes and rates.</param>
    /// <param name="generator">What is drawn.</param>
    public WordLearner(
        IReadOnlyList<string> words, IReadOnlyList<long> counts, Subwords subwords, WordOptions options, SeededGenerator generator)
    {
        _options = options;
        _generator = generator;
        _negatives = new NegativeSampler(counts);
        _rows = [.. words.Select((word, row) => (int[])[row, .. subwords.Of(word).Select(bucket => words.Count + bucket)])];
        int size = options.WordVectorSize;
        _input = new float[(words.Count + subwords.Buckets) * size];

        // Of length 1 and across one another, √size times as long as in word2vec's: what a log says of a word is little, and chance must not look like
        // meaning. The less was read, the more is a word like those alone that it shares subwords with.
        double limit = Math.Sqrt(3.0 / size);
        for (int i = 0; i < _input.Length; i++)
            _input[i] = generator.NextWithin(limit);
        _output = new float[words.Count * size];
        _hidden = new float[size];
        _gradient = new float[size];
    }

    /// <summary>(words + buckets, size): the words' own vectors, then the subwords'.</summary>
    public float[] Input => _input;

    /// <summary>Writes the sum of a word's vector and its subwords'.</summary>
    public void Compose(int word, Span<float> vector)
    {
        vector.Clear();
        Add(word, vector, 1);
    }

    /// <summary>Takes from every vector that a word has what all have in common, and brings all to length 1.</summary>
    /// <remarks>Mu and Viswanath, "All-but-the-Top", ICLR 2018, without their further components: in the few sentences of a log all words are near one
    /// another, and whatever one compares would be alike by that. Of one length, a subword that was met often does not outweigh the others of an
    /// unknown word.</remarks>
    public void Level()
    {
        _gradient.AsSpan().Clear();
        int[] used = [.. _rows.SelectMany(rows => rows)];
        foreach (int row in used)
            FixedOrder.AddScaled(_gradient, RowOf(_input, row), 1f / used.Length);
        foreach (int row in used.Distinct())
            FixedOrder.AddScaled(RowOf(_input, row), _gradient, -1);
        for (int row = 0; row * _hidden.Length < _input.Length; row++)
            FixedOrder.Normalise(RowOf(_input, row));
    }

    /// <summary>Learns from one sentence.</summary>
    public void Learn(ReadOnlySpan<int> sentence, float rate)
    {
        for (int at = 0; at < sentence.Length; at++)
        {
            // As word2vec has it: nearer words count more, by a reach drawn anew for each word.
            int reach = 1 + (int)(_generator.NextUniform() * _options.WordWindow);
            int from = Math.Max(0, at - reach), until = Math.Min(sentence.Length, at + reach + 1);
            if (until - from < 2)
                continue;
            _gradient.AsSpan().Clear();
            _hidden.AsSpan().Clear();
            if (_options.WordModel == WordModel.SkipGram)
                LearnAround(sentence, at, from, until, rate);
            else
                LearnFromAround(sentence, at, from, until, rate);
        }
    }

    private void LearnAround(ReadOnlySpan<int> sentence, int at, int from, int until, float rate)
    {
        Add(sentence[at], _hidden, 1f / _rows[sentence[at]].Length);
        for (int other = from; other < until; other++)
        {
            if (other != at)
                LearnTarget(sentence[other], rate);
        }

        Move(sentence[at]);
    }

    private void LearnFromAround(ReadOnlySpan<int> sentence, int at, int from, int until, float rate)
    {
        int rows = 0;
        for (int other = from; other < until; other++)
            rows += other == at ? 0 : _rows[sentence[other]].Length;
        for (int other = from; other < until; other++)
        {
            if (other != at)
                Add(sentence[other], _hidden, 1f / rows);
        }

        LearnTarget(sentence[at], rate);
        for (int other = from; other < until; other++)
        {
            if (other != at)
                Move(sentence[other]);
        }
    }

    private void LearnTarget(int target, float rate)
    {
        LearnOutput(target, 1, rate);
        for (int i = 0; i < _options.WordNegatives; i++)
        {
            int negative = _negatives.Draw(_generator);
            if (negative != target)
                LearnOutput(negative, 0, rate);
        }
    }

    private void LearnOutput(int word, float label, float rate)
    {
        Span<float> output = RowOf(_output, word);
        float score = FixedOrder.Dot(_hidden, output);
        float step = rate * (label - (1 / (1 + MathF.Exp(-score))));
        FixedOrder.AddScaled(_gradient, output, step);
        FixedOrder.AddScaled(output, _hidden, step);
    }

    private void Add(int word, Span<float> vector, float factor)
    {
        foreach (int row in _rows[word])
            FixedOrder.AddScaled(vector, RowOf(_input, row), factor);
    }

    private void Move(int word)
    {
        foreach (int row in _rows[word])
            FixedOrder.AddScaled(RowOf(_input, row), _gradient, 1);
    }

    private Span<float> RowOf(float[] matrix, int row) => matrix.AsSpan(row * _hidden.Length, _hidden.Length);
}
