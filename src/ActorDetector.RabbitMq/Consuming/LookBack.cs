using ActorDetector.RabbitMq.Messages;

namespace ActorDetector.RabbitMq.Consuming;

/// <summary>What a shard released last, up to so many bytes, by the positions that it was read at. Not for two threads at once.</summary>
/// <param name="bytes">Most bytes.</param>
internal sealed class LookBack(long bytes)
{
    private readonly List<(long First, ReceivedBatch Batch)> _batches = [];
    private int _gone; // of the list's front: cleared in one go when they are many
    private long _bytes;

    /// <summary>Adds what is behind all there is; what is not, was counted anew, and nothing of before can be found any more.</summary>
    public void Add(long first, ReceivedBatch batch)
    {
        if (_gone < _batches.Count && first < _batches[^1].First + _batches[^1].Batch.Count)
            Shrink(0);
        _batches.Add((first, batch));
        _bytes += batch.Bytes;
        Shrink(bytes);
    }

    /// <summary>The bytes of an entry; null when it is not here.</summary>
    public ReadOnlyMemory<byte>? Find(long position)
    {
        (int from, int to) = (_gone, _batches.Count);
        while (from < to)
        {
            int middle = (from + to) / 2;
            (long first, ReceivedBatch batch) = _batches[middle];
            if (position < first)
                to = middle;
            else if (position >= first + batch.Count)
                from = middle + 1;
            else
                return batch.Payload((int)(position - first));
        }

        return null;
    }

    /// <summary>The positions of what is here: first, and how many from there on.</summary>
    public IEnumerable<(long First, int Count)> All() => _batches.Skip(_gone).Select(one => (one.First, one.Batch.Count));

    private void Shrink(long most)
    {
        for (; _bytes > most; _gone++)
        {
            ReceivedBatch oldest = _batches[_gone].Batch;
            _bytes -= oldest.Bytes;
            oldest.Return();
        }

        if (_gone <= _batches.Count / 2)
            return;
        _batches.RemoveRange(0, _gone);
        _gone = 0;
    }
}
