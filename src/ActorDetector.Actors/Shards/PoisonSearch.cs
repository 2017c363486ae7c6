namespace ActorDetector.Actors.Shards;

/// <summary>Finds the line that makes a shard throw: after a fault entries are taken one at a time, then the lines of the one that threw; a line
/// that throws is left out from then on. Pure; not for two threads at once.</summary>
internal sealed class PoisonSearch
{
    /// <summary>Faults without a commit between them after which it is no line that is at fault.</summary>
    private const int MostFaults = 64;

    /// <summary>Lines of one entry that are left out before all of it is: each costs a restart.</summary>
    private const int MostLines = 32;

    private static readonly IReadOnlySet<int> None = new HashSet<int>();

    private readonly HashSet<int> _lines = [];
    private long _entry = -1;
    private long _until = -1;
    private int _faults;

    /// <summary>Whether entries are to be taken and committed one at a time.</summary>
    public bool IsOn { get; private set; }

    /// <summary>Whether the whole entry is to be left out, for it is no single line that throws.</summary>
    public bool WholeEntry { get; private set; }

    /// <summary>Whether nothing helps.</summary>
    public bool IsHopeless => _faults >= MostFaults;

    /// <summary>Whether the lines of an entry are to be taken one at a time.</summary>
    public bool IsByLine(long position) => position == _entry;

    /// <summary>The lines of an entry that are to be left out.</summary>
    public IReadOnlySet<int> Without(long position) => position == _entry ? _lines : None;

    /// <summary>Learns of a fault.</summary>
    /// <param name="position">The entry that was being taken; -1 when none was.</param>
    /// <param name="line">The line of it, where they were taken one at a time; else -1.</param>
    /// <param name="last">The entry that was taken last; -1 when none was.</param>
    public void Failed(long position, int line, long last)
    {
        _faults++;
        bool again = IsOn && position >= 0;
        IsOn = true;
        _until = Math.Max(_until, Math.Max(position, last));
        if (!again)
            return;
        if (position != _entry)
        {
            _lines.Clear();
            WholeEntry = false;
            _entry = position;
        }
        else if (line >= 0 && _lines.Count < MostLines)
        {
            _lines.Add(line);
        }
        else
        {
            WholeEntry = true;
        }
    }

    /// <summary>Learns that an entry was taken and committed: the search is over when it is behind all that threw.</summary>
    public void Passed(long position)
    {
        _faults = 0;
        if (position < _until)
            return;
        _lines.Clear();
        (_entry, _until) = (-1, -1);
        WholeEntry = false;
        IsOn = false;
    }
}
