namespace ActorDetector.Logs.Mining;

/// <summary>LenMa: lines of equal length and first word join by the cosine of the lengths of their words.</summary>
/// <remarks>Shima, Length Matters, 2016. At least three words must be equal as well, and the lengths kept are those of the line
/// that joined last.</remarks>
internal sealed class LenMaSearch(double similarity) : ClusterSearch
{
    private const int MinEqual = 3;
    private readonly Dictionary<(int Count, int First), List<Cluster>> _clusters = [];

    public override Cluster? Find(ReadOnlySpan<Token> tokens)
    {
        if (!_clusters.TryGetValue((tokens.Length, tokens.IsEmpty ? Vocabulary.Variable : tokens[0].Id), out List<Cluster>? candidates))
            return null;
        Cluster? best = null;
        double most = similarity;
        foreach (Cluster cluster in candidates)
        {
            double likeness = Likeness(cluster, tokens);
            if (likeness > most || (best is null && likeness >= most))
                (best, most) = (cluster, likeness);
        }

        return best;
    }

    public override void Add(Cluster cluster)
    {
        (int, int) key = KeyOf(cluster);
        if (!_clusters.TryGetValue(key, out List<Cluster>? candidates))
            _clusters[key] = candidates = [];
        candidates.Add(cluster);
    }

    public override void Remove(Cluster cluster)
    {
        (int, int) key = KeyOf(cluster);
        List<Cluster> candidates = _clusters[key];
        candidates.Remove(cluster);
        if (candidates.Count == 0)
            _clusters.Remove(key);
    }

    public override void Joined(Cluster cluster, ReadOnlySpan<Token> tokens)
    {
        if (cluster.Lengths.Length != tokens.Length)
            cluster.Lengths = new int[tokens.Length];
        for (int i = 0; i < tokens.Length; i++)
            cluster.Lengths[i] = tokens[i].End - tokens[i].Start;
    }

    private static (int, int) KeyOf(Cluster cluster) =>
        (cluster.Elements.Length, cluster.Elements.Length == 0 ? Vocabulary.Variable : cluster.Elements[0].Id);

    private static double Likeness(Cluster cluster, ReadOnlySpan<Token> tokens)
    {
        int equal = 0, covered = 0;
        double product = 0, squares = 0, otherSquares = 0;
        for (int i = 0; i < tokens.Length; i++)
        {
            ref PatternElement element = ref cluster.Elements[i];
            bool same = element.Id == tokens[i].Id;
            if (!same && (element.Kind == TokenKind.Mark || tokens[i].Kind == TokenKind.Mark))
                return -1;
            equal += same && !element.IsVariable ? 1 : 0;
            covered += same || element.IsVariable ? 1 : 0;
            double length = tokens[i].End - tokens[i].Start, other = cluster.Lengths[i];
            product += length * other;
            squares += length * length;
            otherSquares += other * other;
        }

        if (covered == tokens.Length)
            return 1;
        return equal >= MinEqual ? product / Math.Sqrt(squares * otherSquares) : -1;
    }
}
