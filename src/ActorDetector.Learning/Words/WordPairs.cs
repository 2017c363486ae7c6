namespace ActorDetector.Learning.Words;

/// <summary>Pairs of words that mean the same or the opposite.</summary>
public static class WordPairs
{
    /// <summary>Most pairs of a file.</summary>
    public const int MaxPairs = 100_000;

    private const int MaxLineLength = 1000;

    /// <summary>Pairs for words that logs of operations have.</summary>
    public static IReadOnlyList<WordPair> Default { get; } =
    [
        .. Parse(
            opposite: true,
            """
            up down, on off, open close, start stop, start end, start finish, begin end, begin finish, enable disable, enter leave, enter exit,
            add remove, add delete, create delete, create destroy, create remove, insert delete, install uninstall, allocate free,
            allocate release, acquire release, reserve release, connect disconnect, lock unlock, success failure, success fail, successful unsuccessful,
            successful failed, successfully unsuccessfully, succeed fail, ok error, ok fail, pass fail, true false, yes no, read write, get set, get put,
            push pop, send receive, login logout, logon logoff, load unload, mount umount, mount unmount, attach detach, allow deny, allow block,
            accept reject, accept refuse, grant revoke, grant deny, pause resume, suspend resume, join leave, online offline, active inactive,
            activate deactivate, alive dead, healthy unhealthy, available unavailable, reachable unreachable, valid invalid, complete incomplete,
            primary secondary, master slave, leader follower, first last, before after, min max, minimum maximum, high low, increase decrease,
            grow shrink, upload download, import export, encrypt decrypt, register unregister, register deregister, subscribe unsubscribe,
            bind unbind, correct incorrect, expected unexpected, normal abnormal, found missing, commit rollback, raise clear, promote demote,
            backup restore, empty full, public private, client server, local remote
            """),
        .. Parse(
            opposite: false,
            """
            start begin, start launch, stop halt, stop terminate, end finish, finish complete, delete remove, create make, error failure,
            fail failure, success successful, success successfully, success succeed, exception error, terminate exit, shutdown stop,
            restart reboot, disconnect hangup, receive got, send transmit, transfer transmit, deny refuse, deny reject, refuse reject, invalid illegal, get fetch,
            retry reattempt, warning warn, authentication auth, directory folder, init initialize, config configuration, memory mem
            """),
    ];

    /// <summary>Reads pairs, one a line: <c>up != down</c> for opposites, <c>start = begin</c> for words that mean the same. Empty lines and
    /// those that begin with # are left out.</summary>
    /// <exception cref="FormatException">A line is something else, or there are too many; the message has its number.</exception>
    public static IReadOnlyList<WordPair> Read(TextReader reader)
    {
        List<WordPair> pairs = [];
        BoundedLines lines = new(reader, MaxLineLength);
        while (lines.TryRead(out ReadOnlySpan<char> text))
        {
            ReadOnlySpan<char> line = text.Trim();
            if (line.IsEmpty || line[0] == '#')
                continue;
            if (pairs.Count == MaxPairs)
                throw new FormatException($"Line {lines.Number}: more than {MaxPairs} pairs of words; leave some out.");
            bool opposite = line.Contains("!=", StringComparison.Ordinal);
            string[] words = line.ToString().ToLowerInvariant().Split(opposite ? "!=" : "=", StringSplitOptions.TrimEntries);
            if (words.Length != 2 || words[0] == words[1] || !words.All(IsWord))
                throw new FormatException($"Line {lines.Number}: '{line[..Math.Min(line.Length, 80)]}' is no pair of words; write it as 'up != down' or 'start = begin'.");
            pairs.Add(new(words[0], words[1], opposite));
        }

        return pairs;
    }

    /// <summary>The default pairs and a person's own, which go before what the defaults say of the same two words.</summary>
    public static IReadOnlyList<WordPair> DefaultWith(IReadOnlyList<WordPair> own)
    {
        HashSet<(string, string)> told = [.. own.Select(KeyOf)];
        return [.. own, .. Default.Where(pair => !told.Contains(KeyOf(pair)))];
    }

    private static (string, string) KeyOf(WordPair pair)
    {
        (string a, string b) = (WordStem.Of(pair.First), WordStem.Of(pair.Second));
        return string.CompareOrdinal(a, b) < 0 ? (a, b) : (b, a);
    }

    private static bool IsWord(string text) => text.Length is > 1 and <= WordSplitter.MaxWordLength && text.All(char.IsLetter);

    private static IEnumerable<WordPair> Parse(bool opposite, string list) =>
        list.Split(',', StringSplitOptions.TrimEntries).Select(pair => pair.Split(' ')).Select(words => new WordPair(words[0], words[1], opposite));
}
