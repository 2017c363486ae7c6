using ActorDetector.Learning.Randomness;

namespace ActorDetector.Learning.Words;

/// <summary>Trains word vectors on distinct sentences: skip-gram or CBOW with negative sampling and subwords.</summary>
/// <remarks>Runs on one thread, so that the same seed gives the same vectors. A sentence of weight w is met 1 + ⌊log₁₀ w⌋ times in an epoch: weights span
/// many orders of magnitude, and what a rare sentence says must be learned too. (word2vec drops frequent words at random to the same end.)</remarks>
public static class WordTrainer
{
    /// <summary>Trains vectors. Without any word that is frequent enough, every word's vector is made of its subwords.</summary>
    /// <param name="sentences">The distinct sentences.</param>
    /// <param name="options">Sizes and rates.</param>
    /// <param name="progress">Told the number of each epoch, from 1, when it ends.</param>
    /// <param name="cancellation">Ends training with <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="System.ComponentModel.DataAnnotations.ValidationException">An option is out of range; the message names it.</exception>
    /// <exception cref="ArgumentException">A sentence has a weight below 1.</exception>
    public static WordVectors Train(
        IReadOnlyList<WeightedSentence> sentences,
        WordOptions options,
        Action<int>? progress = null,
        CancellationToken cancellation = default)
    {
        options.Check();
        if (sentences.FirstOrDefault(sentence => sentence.Weight < 1) is { } wrong)
            throw new ArgumentException($"The sentence '{string.Join(' ', wrong.Words)}' has weight {wrong.Weight}; it must be 1 or more.", nameof(sentences));
        string[] words =
        [
            .. sentences.SelectMany(sentence => sentence.Words.Distinct().Select(word => (word, sentence.Weight)))
                .GroupBy(pair => pair.word, pair => pair.Weight)
                .Select(group => (Word: group.Key, Count: group.Aggregate(Int128.Zero, (sum, weight) => sum + weight)))
                .Where(word => word.Count >= options.WordMinCount)
                .OrderByDescending(word => word.Count).ThenBy(word => word.Word, StringComparer.Ordinal)
                .Select(word => word.Word),
        ];
        Dictionary<string, int> numbers = words.Index().ToDictionary(item => item.Item, item => item.Index, StringComparer.Ordinal);
        int[][] numbered = [.. sentences.Select(sentence => (int[])[.. sentence.Words.Where(numbers.ContainsKey).Select(word => numbers[word])])];
        int[] visits = [.. sentences.SelectMany((sentence, i) => Enumerable.Repeat(i, VisitsOf(sentence.Weight)))];
        long[] counts = new long[words.Length];
        foreach (int word in visits.SelectMany(sentence => numbered[sentence]))
            counts[word]++;

        Subwords subwords = new(options.WordSubwordMin, options.WordSubwordMax, options.WordSubwordBuckets);
        SeededGenerator generator = new(options.WordSeed);
        WordLearner learner = new(words, counts, subwords, options, generator);
        Learn(learner, numbered, visits, options, generator, progress, cancellation);
        learner.Level();
        return WordVectors.Of(learner, words, subwords, options.WordVectorSize);
    }

    private static int VisitsOf(long weight)
    {
        int visits = 1;
        for (; weight >= 10; weight /= 10)
            visits++;
        return visits;
    }

    private static void Learn(
        WordLearner learner, int[][] sentences, int[] visits, WordOptions options, SeededGenerator generator, Action<int>? progress, CancellationToken cancellation)
    {
        double steps = (double)visits.Length * options.WordEpochs, step = 0;
        for (int epoch = 1; epoch <= options.WordEpochs; epoch++)
        {
            cancellation.ThrowIfCancellationRequested();
            generator.Shuffle(visits);
            foreach (int sentence in visits)
                learner.Learn(sentences[sentence], (float)(options.WordLearningRate * (1 - (step++ / steps))));
            progress?.Invoke(epoch);
        }
    }
}
