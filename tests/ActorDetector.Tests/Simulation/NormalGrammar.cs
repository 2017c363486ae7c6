namespace ActorDetector.Tests.Simulation;

/// <summary>What all sessions of one kind in a normal log have in common.</summary>
internal sealed class NormalGrammar
{
    private readonly string _first;
    private readonly string _last;
    private readonly string[] _templates;
    private readonly string[] _once;
    private readonly HashSet<(string, string)> _orders = [];
    private readonly List<(string, string, string)> _sums = [];
    private readonly Dictionary<(string, int), long> _greatest = [];

    public NormalGrammar(IReadOnlyCollection<SimulatedLog.Line[]> sessions)
    {
        _first = sessions.Select(session => session[0].Template).Distinct().ShouldHaveSingleItem();
        _last = sessions.Select(session => session[^1].Template).Distinct().ShouldHaveSingleItem();
        _templates = [.. sessions.SelectMany(session => session.Select(line => line.Template)).Distinct()];
        string[][] sequences = [.. sessions.Select(Templates)];
        _once = [.. _templates.Where(t => sequences.All(sequence => sequence.Count(other => other == t) == 1))];
        foreach (string[] sequence in sequences)
            _orders.UnionWith(Orders(sequence));

        Dictionary<string, int>[] counts = [.. sequences.Select(Counts)];
        foreach (string a in _templates)
        {
            foreach (string b in _templates.Where(b => b != a))
                _sums.AddRange(_templates.Append("").Select(c => (a, b, c)).Where(sum => counts.All(count => Holds(count, sum))));
        }

        foreach (SimulatedLog.Line line in sessions.SelectMany(session => session))
        {
            for (int i = 0; i < line.Numbers.Length; i++)
                _greatest[(line.Template, i)] = Math.Max(line.Numbers[i], _greatest.GetValueOrDefault((line.Template, i)));
        }
    }

    public bool IsKnown(SimulatedLog.Line line) => _templates.Contains(line.Template);

    public bool BeginsAndEnds(SimulatedLog.Line[] session) => session[0].Template == _first && session[^1].Template == _last;

    /// <summary>Whether a template that always occurs does, and counts that always agree do.</summary>
    public bool IsComplete(SimulatedLog.Line[] session)
    {
        Dictionary<string, int> counts = Counts(Templates(session));
        return _once.All(counts.ContainsKey) && _sums.TrueForAll(sum => Holds(counts, sum));
    }

    public bool IsInOrder(SimulatedLog.Line[] session) => Orders(Templates(session)).All(_orders.Contains);

    public bool IsFarOut(SimulatedLog.Line line) =>
        line.Numbers.Where((number, i) => number > 10 * _greatest.GetValueOrDefault((line.Template, i))).Any();

    public static int LongestRun(SimulatedLog.Line[] session)
    {
        int longest = 1, run = 1;
        for (int i = 1; i < session.Length; i++)
            longest = Math.Max(longest, run = session[i].Template == session[i - 1].Template ? run + 1 : 1);
        return longest;
    }

    private static string[] Templates(SimulatedLog.Line[] session) => [.. session.Select(line => line.Template)];

    private static Dictionary<string, int> Counts(string[] sequence) => sequence.CountBy(t => t).ToDictionary();

    private static bool Holds(Dictionary<string, int> count, (string A, string B, string C) sum) =>
        count.GetValueOrDefault(sum.A) == count.GetValueOrDefault(sum.B) + count.GetValueOrDefault(sum.C);

    private IEnumerable<(string, string)> Orders(string[] sequence)
    {
        string[] single = [.. sequence.Where(_once.Contains)];
        return single.SelectMany((early, i) => single.Skip(i + 1).Select(late => (early, late)));
    }
}
