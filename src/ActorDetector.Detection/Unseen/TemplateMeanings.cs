using System.ComponentModel.DataAnnotations;
using ActorDetector.Learning.Tensors;
using ActorDetector.Learning.Words;
using ActorDetector.Logs.Mining;

namespace ActorDetector.Detection.Unseen;

/// <summary>What the known templates mean, as vectors, and how similar a text must be to count as one of them. Immutable, for any number of
/// threads.</summary>
/// <remarks>Meng et al., "LogAnomaly", IJCAI 2019, sections 3.1 and 3.2. On purpose: the most similar template is taken rather than the first that is
/// similar enough, words have one length before they are averaged, an unknown word makes a text less similar, and texts that contradict one another
/// are never the same.</remarks>
public sealed class TemplateMeanings
{
    private readonly WordVectors _words;
    private readonly TemplateVectorizer _vectorizer;
    private readonly Contradictions _contradictions;
    private readonly MeaningSettings _settings;
    private readonly float[] _vectors;
    private readonly int[][] _telling;

    private TemplateMeanings(WordVectors words, MeaningSettings settings, IReadOnlyList<Template> templates)
    {
        _words = words;
        _settings = settings;
        _contradictions = new Contradictions(settings.Pairs);
        List<string>[] texts = [.. templates.Select(template => TemplateWords.Of(template.Text))];
        _vectorizer = new TemplateVectorizer(words, settings.Weighting, texts);
        _telling = [.. texts.Select(_contradictions.TellingOf)];
        _vectors = new float[texts.Length * words.Size];
        for (int i = 0; i < texts.Length; i++)
            _vectorizer.Write(texts[i], _vectors.AsSpan(i * words.Size, words.Size));
    }

    /// <summary>Cosine from which an unseen template counts as a known one.</summary>
    public double Threshold => _settings.Threshold;

    /// <summary>What goes into JSON.</summary>
    public MeaningSettings Settings => _settings;

    /// <summary>The word vectors' tensors.</summary>
    public IReadOnlyDictionary<string, Tensor> Tensors => _words.Tensors;

    /// <summary>Learns what templates mean.</summary>
    /// <param name="templates">The known templates; their log keys are their places and <see cref="LogKey.FirstTemplate"/>.</param>
    /// <param name="words">How word vectors are trained.</param>
    /// <param name="options">How texts are compared.</param>
    /// <param name="pairs">Own pairs of words, beside those that are built in.</param>
    /// <param name="vectors">Word vectors made elsewhere; null to train some on the templates.</param>
    /// <param name="cancellation">Ends training with <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="ValidationException">An option is out of its range.</exception>
    public static TemplateMeanings Train(
        IReadOnlyList<Template> templates,
        WordOptions words,
        UnseenOptions options,
        IReadOnlyList<WordPair>? pairs = null,
        WordVectors? vectors = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(templates);
        ArgumentNullException.ThrowIfNull(options);
        Validator.ValidateObject(options, new ValidationContext(options), validateAllProperties: true);
        IReadOnlyList<WordPair> all = WordPairs.DefaultWith(pairs ?? []);
        vectors ??= WordTrainer.Train(
            [.. templates.Select(template => new WeightedSentence(TemplateWords.Of(template.Text), Math.Max(1, template.Count)))], words, null, cancellation);
        vectors = CounterFitting.Fit(vectors, all);
        var settings = new MeaningSettings(
            options.UnseenThreshold ?? 0, options.UnseenWeighting, vectors.ShortestSubword, vectors.LongestSubword, vectors.Words, all);
        var meanings = new TemplateMeanings(vectors, settings, templates);
        if (options.UnseenThreshold is not null)
            return meanings;
        double threshold = SimilarityThreshold.Choose(meanings.LeaveOneOut());
        return new TemplateMeanings(vectors, settings with { Threshold = threshold }, templates);
    }

    /// <summary>Meanings that were kept.</summary>
    /// <param name="settings">What <see cref="Settings"/> gave.</param>
    /// <param name="tensors">What <see cref="Tensors"/> gave; others are left alone.</param>
    /// <param name="templates">The templates that they were trained on, in the same order.</param>
    /// <exception cref="FormatException">They do not belong together; the message says why.</exception>
    public static TemplateMeanings From(MeaningSettings settings, IReadOnlyDictionary<string, Tensor> tensors, IReadOnlyList<Template> templates)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(templates);
        if (!(settings.Threshold is >= 0 and <= 1.01))
            throw new FormatException($"The threshold of unseen templates is {settings.Threshold}; it must be from 0 to 1.01.");
        if (!Enum.IsDefined(settings.Weighting))
            throw new FormatException($"The weighting of unseen templates is {settings.Weighting}, which is none.");
        return new TemplateMeanings(WordVectors.From(settings.Words, settings.ShortestSubword, settings.LongestSubword, tensors), settings, templates);
    }

    /// <summary>What a text means: the same for the same text, whatever came before.</summary>
    public Meaning Find(string text)
    {
        List<string> words = TemplateWords.Of(text);
        float[] vector = new float[_words.Size];
        _vectorizer.Write(words, vector);
        (int nearest, float similarity) = Nearest(vector, _contradictions.TellingOf(words), leftOut: -1);
        ushort key = similarity >= Threshold ? LogKey.OfTemplate(nearest) : LogKey.Unseen;
        return new Meaning(key, LogKey.OfTemplate(nearest), similarity);
    }

    /// <summary>Whether two texts cannot be of one template, however similar: one has the opposite of a word of the other.</summary>
    internal bool Contradict(string a, string b) => _contradictions.Contradict(
        _contradictions.TellingOf(TemplateWords.Of(a)), _contradictions.TellingOf(TemplateWords.Of(b)));

    /// <summary>Whether a text can have this log key.</summary>
    internal bool Knows(ushort key) => key == LogKey.Unseen || (key >= LogKey.FirstTemplate && key - LogKey.FirstTemplate < _telling.Length);

    /// <summary>The similarity of each known template to the most similar other one.</summary>
    private List<float> LeaveOneOut()
    {
        List<float> similarities = [];
        for (int i = 0; i < _telling.Length; i++)
        {
            ReadOnlySpan<float> vector = VectorOf(i);
            if (vector.ContainsAnyExcept(0) && Nearest(vector, _telling[i], i) is { Template: >= 0 } nearest)
                similarities.Add(nearest.Similarity);
        }

        return similarities;
    }

    private (int Template, float Similarity) Nearest(ReadOnlySpan<float> vector, ReadOnlySpan<int> telling, int leftOut)
    {
        (int Template, float Similarity) nearest = (-1, 0);
        if (!vector.ContainsAnyExcept(0))
            return nearest;
        for (int i = 0; i < _telling.Length; i++)
        {
            if (i == leftOut)
                continue;
            float similarity = TemplateVectorizer.Cosine(vector, VectorOf(i));
            if ((nearest.Template < 0 || similarity > nearest.Similarity) && !_contradictions.Contradict(telling, _telling[i]))
                nearest = (i, similarity);
        }

        return nearest;
    }

    private ReadOnlySpan<float> VectorOf(int template) => _vectors.AsSpan(template * _words.Size, _words.Size);
}
