using System.Text;
using ActorDetector.Actors.Lines;
using ActorDetector.Actors.Sources;
using ActorDetector.Logs;

namespace ActorDetector.Actors.Tests.Sources.Syslog;

/// <summary>Keeps what sources hand on; can be closed, so that sources wait.</summary>
internal sealed class RecordingIngest : IIngest
{
    private readonly Lock _lock = new();
    private readonly List<(string Line, string Entity, string Origin, long Time, long Position)> _lines = [];
    private readonly Dictionary<string, long> _notes = [];
    private TaskCompletionSource _gate = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public RecordingIngest() => _gate.SetResult();

    public DropReason Full { get; set; }

    public Exception? Failure { get; set; }

    public IReadOnlyList<(string Line, string Entity, string Origin, long Time, long Position)> Lines
    {
        get
        {
            lock (_lock)
                return [.. _lines];
        }
    }

    /// <summary>Lines and notes.</summary>
    public long Count
    {
        get
        {
            lock (_lock)
                return _lines.Count + _notes.Values.Sum();
        }
    }

    /// <summary>Lines that were noted, by reason.</summary>
    public long Noted(object reason)
    {
        lock (_lock)
            return _notes.GetValueOrDefault(reason.ToString()!);
    }

    public void Close() => _gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Open() => _gate.TrySetResult();

    public async ValueTask AcceptAsync(LineBatch batch, CancellationToken cancellation)
    {
        await _gate.Task.WaitAsync(cancellation);
        if (Failure is not null)
            throw Failure;
        batch.IsEmpty.ShouldBeFalse();
        batch.Producer.ShouldBeEmpty();
        lock (_lock)
        {
            for (int i = 0; i < batch.Count; i++)
                _lines.Add((Encoding.Latin1.GetString(batch[i]), Encoding.Latin1.GetString(batch.Entity(i)), batch.Origin, batch.Time(i), batch.Position(i)));
            foreach (LineNote note in batch.Notes)
            {
                string reason = note.Skipped != SkipReason.None ? note.Skipped.ToString() : note.Dropped.ToString();
                _notes[reason] = _notes.GetValueOrDefault(reason) + note.Lines;
            }

            _changed.TrySetResult();
            _changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    /// <summary>Waits until so many lines and notes are there.</summary>
    public async Task WaitAsync(long count)
    {
        using CancellationTokenSource limit = new(TimeSpan.FromSeconds(30));
        while (true)
        {
            Task changed;
            lock (_lock)
                changed = _changed.Task;
            if (Count >= count)
                return;
            try
            {
                await changed.WaitAsync(limit.Token);
            }
            catch (OperationCanceledException)
            {
                throw new TimeoutException($"{count} lines and notes were waited for; there are {Count}");
            }
        }
    }
}
