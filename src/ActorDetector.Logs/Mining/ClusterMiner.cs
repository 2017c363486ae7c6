using ActorDetector.Logs.Text;

namespace ActorDetector.Logs.Mining;

/// <summary>Keeps clusters of lines, found by a <see cref="ClusterSearch"/>, the least recently used giving way; freezes them into templates.</summary>
internal sealed class ClusterMiner : TemplateMiner
{
    // Consolidation brings several clusters of equal tokens into one template.
    private const int ClustersPerTemplate = 4;
    private const int MinTexts = 4096;

    private readonly MiningOptions _options;
    private readonly TokenizerOptions _tokenizing;
    private readonly Tokenizer _tokenizer;
    private readonly int _maxClusters;
    private readonly LinkedList<Cluster> _byUse = [];
    private readonly Dictionary<int, Cluster> _events = [];
    private readonly byte[] _eventId = new byte[EventId.ScratchBytes];
    private Vocabulary _vocabulary = new();
    private ClusterSearch _search;
    private int _maxTexts = MinTexts;

    public ClusterMiner(MiningOptions options, TokenizerOptions tokenizing)
    {
        _options = options;
        _tokenizing = tokenizing;
        _tokenizer = Tokenizer.Create(tokenizing);
        _maxClusters = options.MaxTemplates * (options.Consolidate ? ClustersPerTemplate : 1);
        _search = CreateSearch();
    }

    public override void Learn(ReadOnlySpan<byte> content)
    {
        _tokenizer.Read(content);
        Span<Token> tokens = _tokenizer.Tokens;
        _vocabulary.Number(tokens, _tokenizer, content);
        Cluster? cluster = _search.Find(tokens);
        if (cluster is not null)
        {
            cluster.Absorb(tokens);
            Use(cluster);
        }
        else
        {
            MakeRoom();
            foreach (ref Token token in tokens)
                token.Id = _vocabulary.FindOrAdd(token.Hash, _tokenizer.TextOf(token, content));
            cluster = Cluster.Of(tokens, content);
            cluster.Use = _byUse.AddLast(cluster);
            _search.Add(cluster);
        }

        _search.Joined(cluster, tokens);
    }

    public override void LearnEventId(ReadOnlySpan<byte> eventId)
    {
        ReadOnlySpan<byte> marked = EventId.Mark(eventId, _eventId);
        ulong hash = ByteHash.Of(marked);
        if (_events.TryGetValue(_vocabulary.Find(hash, marked), out Cluster? cluster))
        {
            cluster.Count++;
            Use(cluster);
            return;
        }

        MakeRoom();
        int id = _vocabulary.FindOrAdd(hash, marked);
        cluster = Cluster.OfEventId(id, marked[1..]);
        cluster.Use = _byUse.AddLast(cluster);
        _events.Add(id, cluster);
    }

    public override TemplateTree Freeze() => Freezing.Freeze(_byUse, _vocabulary, _options, _tokenizing);

    private ClusterSearch CreateSearch() => _options.Miner switch
    {
        MinerKind.LenMa => new LenMaSearch(_options.Similarity ?? 0.9),
        _ when _options.Consolidate => new ExactSearch(),
        _ => new DrainSearch(_options.Similarity ?? 0.4, _options.Depth, _options.MaxChildren),
    };

    private void Use(Cluster cluster)
    {
        if (_byUse.Last == cluster.Use)
            return;
        _byUse.Remove(cluster.Use!);
        _byUse.AddLast(cluster.Use!);
    }

    private void MakeRoom()
    {
        if (_byUse.Count < _maxClusters)
            return;
        Cluster oldest = _byUse.First!.Value;
        _byUse.RemoveFirst();
        if (oldest.IsEventId)
            _events.Remove(oldest.Elements[0].Id);
        else
            _search.Remove(oldest);
        if (_vocabulary.Count > _maxTexts)
            ForgetUnusedTexts();
    }

    // Without this the texts of clusters long evicted would fill the memory.
    private void ForgetUnusedTexts()
    {
        Vocabulary used = new();
        _events.Clear();
        _search = CreateSearch();
        foreach (Cluster cluster in _byUse)
        {
            foreach (ref PatternElement element in cluster.Elements.AsSpan())
            {
                ReadOnlySpan<byte> text = _vocabulary.TextOf(element.Id);
                element.Id = used.FindOrAdd(ByteHash.Of(text), text);
            }

            if (cluster.IsEventId)
                _events.Add(cluster.Elements[0].Id, cluster);
            else
                _search.Add(cluster);
        }

        _vocabulary = used;
        _maxTexts = Math.Max(MinTexts, used.Count * 2);
    }
}
