using System.Globalization;
using ActorDetector.Actors.Lines;
using ActorDetector.Actors.Stores;
using ActorDetector.Detection.Judging.Checkpoints;

namespace ActorDetector.Actors.Shards;

/// <summary>Where the lines of a shard came from, by numbers that its sessions keep: what is told of a line when the log has let go of it. Numbers ascend, and none
/// is given twice: one that is forgotten is not known, never another origin. Not for two threads at once.</summary>
/// <remarks>Which are known hangs only on what was read, as with <see cref="ProducerPositions"/>.</remarks>
internal sealed class KnownOrigins
{
    /// <summary>Most origins of a shard: as many as producers.</summary>
    public const int Most = ProducerPositions.Most;

    // Saved and forgotten together: a new origin costs a commit no more than these.
    private const int PageSize = 256;

    private readonly Dictionary<LineOrigin, int> _numbers = [];
    private readonly (int First, List<LineOrigin> Origins)[] _pages = new (int, List<LineOrigin>)[Most / PageSize];
    private readonly SortedSet<int> _changed = []; // pages
    private int _last;

    /// <summary>Those that were saved.</summary>
    /// <param name="parts">The parts of a checkpoint; one without any was written when no origins were kept.</param>
    /// <exception cref="FormatException">A part is damaged, or of something else.</exception>
    public KnownOrigins(IReadOnlyDictionary<string, byte[]> parts)
    {
        for (int page = 0; page < _pages.Length; page++)
        {
            _pages[page] = (0, []);
            if (parts.TryGetValue(NameOf(page), out byte[]? content))
                Restore(page, content);
        }

        foreach ((int first, List<LineOrigin> origins) in _pages.OrderBy(page => page.First))
        {
            for (int i = 0; i < origins.Count; i++)
                _numbers[origins[i]] = _last = first + i;
        }
    }

    /// <summary>The number of an origin, from 1. One that comes again when many others came since gets a new one, so that the numbers of the latest lines are
    /// the last to be forgotten.</summary>
    /// <returns>0 when there are no numbers left.</returns>
    public int NumberOf(LineOrigin origin)
    {
        if (_numbers.TryGetValue(origin, out int known) && _last - known < Most / 2)
            return known;
        if (_last == int.MaxValue)
            return 0;
        int page = PageOf(++_last);
        if (_last % PageSize == 1)
            Begin(page);
        _pages[page].Origins.Add(origin);
        _changed.Add(page);
        return _numbers[origin] = _last;
    }

    /// <summary>The origin with a number; null when it is not known.</summary>
    public LineOrigin? Find(int number)
    {
        if (number <= 0)
            return null;
        (int first, List<LineOrigin> origins) = _pages[PageOf(number)];
        return number >= first && number - first < origins.Count ? origins[number - first] : null;
    }

    /// <summary>What is to be saved since this was last asked.</summary>
    public IReadOnlyList<CheckpointPart> TakeChanged()
    {
        CheckpointPart[] parts = [.. _changed.Select(page => new CheckpointPart(NameOf(page), Write(_pages[page])))];
        _changed.Clear();
        return parts;
    }

    private static int PageOf(int number) => (number - 1) / PageSize % (Most / PageSize);

    private static string NameOf(int page) => string.Create(CultureInfo.InvariantCulture, $"origins-{page}");

    private void Begin(int page)
    {
        (int first, List<LineOrigin> origins) = _pages[page];
        for (int i = 0; i < origins.Count; i++)
        {
            if (_numbers[origins[i]] == first + i)
                _numbers.Remove(origins[i]);
        }

        _pages[page] = (_last, []);
    }

    private static byte[] Write((int First, List<LineOrigin> Origins) page)
    {
        var message = new Wire.Origins { Version = CheckpointSeal.Version, First = page.First };
        foreach (LineOrigin origin in page.Origins)
        {
            message.Sources.Add(origin.Source);
            message.Origins_.Add(origin.Origin);
            message.Producers.Add(origin.Producer);
        }

        return CheckpointSeal.Close(CheckpointKind.Origins, message);
    }

    private void Restore(int page, byte[] content)
    {
        Wire.Origins message = CheckpointSeal.Open(CheckpointKind.Origins, Wire.Origins.Parser, content);
        CheckpointSeal.RequireVersion(message.Version, CheckpointKind.Origins);
        int count = message.Sources.Count;
        CheckpointSeal.Require(
            count is > 0 and <= PageSize && message.Origins_.Count == count && message.Producers.Count == count
            && message.First > 0 && message.First % PageSize == 1 && PageOf(message.First) == page,
            CheckpointKind.Origins,
            "its columns do not belong together");
        _pages[page] = (message.First, [.. message.Sources.Select((source, i) => new LineOrigin(source, message.Origins_[i], message.Producers[i]))]);
    }
}
