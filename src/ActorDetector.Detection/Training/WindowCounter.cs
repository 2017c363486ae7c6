using ActorDetector.Detection.NextKey;
using ActorDetector.Learning.Lstm;

namespace ActorDetector.Detection.Training;

/// <summary>Counts distinct windows together with the key that followed.</summary>
public sealed class WindowCounter
{
    private readonly int _window;
    private readonly WindowIndex _index;
    private readonly List<int> _counts = [];
    private readonly ushort[] _pair;

    /// <summary>No windows.</summary>
    /// <param name="window">Keys of a window.</param>
    public WindowCounter(int window)
    {
        _window = window;
        _index = new WindowIndex(window + 1);
        _pair = new ushort[window + 1];
    }

    /// <summary>Distinct pairs of window and target.</summary>
    public int Distinct => _counts.Count;

    /// <summary>Pairs counted.</summary>
    public long Total { get; private set; }

    /// <summary>Counts one pair.</summary>
    /// <returns>The pair's number, from 0 in the order in which distinct pairs first came.</returns>
    public int Add(ReadOnlySpan<ushort> window, ushort target)
    {
        window.CopyTo(_pair);
        _pair[_window] = target;
        int number = _index.FindOrAdd(_pair, out bool added);
        if (added)
            _counts.Add(0);
        _counts[number]++;
        Total++;
        return number;
    }

    /// <summary>All pairs with their counts as weights.</summary>
    public WeightedWindows ToWeighted()
    {
        var windows = new ushort[Distinct * _window];
        var targets = new ushort[Distinct];
        for (int i = 0; i < Distinct; i++)
        {
            ReadOnlySpan<ushort> pair = _index.Windows.Slice(i * (_window + 1), _window + 1);
            pair[.._window].CopyTo(windows.AsSpan(i * _window));
            targets[i] = pair[_window];
        }

        return new WeightedWindows(windows, targets, [.. _counts.Select(count => (float)count)]);
    }
}
