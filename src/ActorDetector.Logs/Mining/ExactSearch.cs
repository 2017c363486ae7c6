using ActorDetector.Logs.Text;

namespace ActorDetector.Logs.Mining;

/// <summary>Lines join when their tokens are equal, variable parts aside. Nothing hangs on the order of lines.</summary>
internal sealed class ExactSearch : ClusterSearch
{
    private readonly Dictionary<ulong, Cluster> _clusters = [];

    public override Cluster? Find(ReadOnlySpan<Token> tokens)
    {
        ulong hash = ByteHash.Seed;
        foreach (ref readonly Token token in tokens)
        {
            if (token.Id == Vocabulary.Unknown)
                return null;
            hash = ByteHash.Step(hash, (uint)token.Id);
        }

        for (Cluster? cluster = _clusters.GetValueOrDefault(hash); cluster is not null; cluster = cluster.Next)
        {
            if (IsOf(cluster, tokens))
                return cluster;
        }

        return null;
    }

    public override void Add(Cluster cluster)
    {
        ulong hash = ByteHash.Seed;
        foreach (ref readonly PatternElement element in cluster.Elements.AsSpan())
            hash = ByteHash.Step(hash, (uint)element.Id);
        cluster.Hash = hash;
        cluster.Next = _clusters.GetValueOrDefault(hash);
        _clusters[hash] = cluster;
    }

    public override void Remove(Cluster cluster)
    {
        Cluster? first = _clusters[cluster.Hash];
        if (first == cluster)
        {
            if (cluster.Next is null)
                _clusters.Remove(cluster.Hash);
            else
                _clusters[cluster.Hash] = cluster.Next;
            return;
        }

        Cluster before = first;
        while (before.Next != cluster)
            before = before.Next!;
        before.Next = cluster.Next;
    }

    private static bool IsOf(Cluster cluster, ReadOnlySpan<Token> tokens)
    {
        PatternElement[] elements = cluster.Elements;
        if (elements.Length != tokens.Length)
            return false;
        for (int i = 0; i < elements.Length; i++)
        {
            if (elements[i].Id != tokens[i].Id)
                return false;
        }

        return true;
    }
}
