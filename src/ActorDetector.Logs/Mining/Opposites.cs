namespace ActorDetector.Logs.Mining;

/// <summary>Words of which one undoes or denies the other: two lines that differ in them are two kinds of line.</summary>
internal static class Opposites
{
    private static readonly HashSet<(string, string)> Pairs = Read(
        """
        up down, on off, open close, start stop, begin end, enable disable, add remove, add delete, create delete, create destroy,
        connect disconnect, lock unlock, success failure, success fail, succeed fail, ok error, ok failed, pass fail, true false, yes no,
        read write, get set, get put, push pop, send receive, login logout, logon logoff, load unload, mount umount, mount unmount,
        attach detach, acquire release, allow deny, accept reject, grant revoke, pause resume, suspend resume, enter exit,
        enter leave, join leave, online offline, active inactive, alive dead, healthy unhealthy, primary secondary, master slave,
        in out, first last, before after, min max
        """);

    private static readonly HashSet<string> Words = [.. Pairs.Select(pair => pair.Item1)];

    /// <summary>Whether two words in small letters are opposites.</summary>
    public static bool Are(string a, string b) => Pairs.Contains((a, b));

    /// <summary>Whether a word in small letters has an opposite.</summary>
    public static bool Has(string word) => Words.Contains(word);

    private static HashSet<(string, string)> Read(string list)
    {
        HashSet<(string, string)> pairs = [];
        foreach (string pair in list.Split(',', StringSplitOptions.TrimEntries))
        {
            string[] words = pair.Split(' ');
            pairs.Add((words[0], words[1]));
            pairs.Add((words[1], words[0]));
        }

        return pairs;
    }
}
