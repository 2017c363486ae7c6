using System.Text;
using ActorDetector.Actors.Lines;
using ActorDetector.Actors.Sources;

namespace ActorDetector.Actors.Tests.Sources;

/// <summary>Keeps what it accepts, as shards do: what is at a position that its producer was at before is a repeat.</summary>
internal sealed class RecordingIngest : IIngest
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, long> _positions = [];
    private readonly List<AcceptedLine> _lines = [];
    private readonly List<(string Producer, LineNote Note)> _notes = [];
    private TaskCompletionSource _changed = new();

    public DropReason Full => DropReason.None;

    /// <summary>Called before a batch is kept, and after.</summary>
    public Func<LineBatch, Task> Before { get; set; } = _ => Task.CompletedTask;

    public Func<LineBatch, Task> After { get; set; } = _ => Task.CompletedTask;

    public long Repeats { get; private set; }

    public int Batches { get; private set; }

    public IReadOnlyList<AcceptedLine> Lines
    {
        get
        {
            lock (_lock)
                return [.. _lines];
        }
    }

    public IReadOnlyList<string> Texts => [.. Lines.Select(line => line.Text)];

    public IReadOnlyList<LineNote> Notes
    {
        get
        {
            lock (_lock)
                return [.. _notes.Select(note => note.Note)];
        }
    }

    public async ValueTask AcceptAsync(LineBatch batch, CancellationToken cancellation)
    {
        await Before(batch).WaitAsync(cancellation);
        Keep(batch);
        await After(batch).WaitAsync(cancellation);
    }

    /// <summary>Waits until something holds.</summary>
    public async Task WaitUntilAsync(Func<RecordingIngest, bool> holds)
    {
        using CancellationTokenSource late = new(Patience);
        while (true)
        {
            Task changed = _changed.Task;
            if (holds(this))
                return;
            try
            {
                await changed.WaitAsync(late.Token);
            }
            catch (OperationCanceledException)
            {
                throw new TimeoutException($"not reached: {Lines.Count} lines, the last {string.Join(" | ", Texts.TakeLast(5))}; {Notes.Count} notes");
            }
        }
    }

    public Task WaitForAsync(params string[] texts) => WaitUntilAsync(ingest => ingest.Texts.SequenceEqual(texts));

    private void Keep(LineBatch batch)
    {
        TaskCompletionSource changed;
        lock (_lock)
        {
            Batches++;
            long known = batch.Producer.Length > 0 ? _positions.GetValueOrDefault(batch.Producer) : 0;
            long last = known;
            for (int i = 0; i < batch.Count; i++)
            {
                last = Math.Max(last, batch.Position(i));
                if (batch.Position(i) <= known)
                    Repeats++;
                else
                    _lines.Add(new AcceptedLine(Encoding.UTF8.GetString(batch[i]), batch.Position(i), batch.Producer, batch.Origin,
                        Encoding.UTF8.GetString(batch.Entity(i))));
            }

            foreach (LineNote note in batch.Notes)
            {
                last = Math.Max(last, note.Position);
                if (note.Position <= known)
                    Repeats++;
                else
                    _notes.Add((batch.Producer, note));
            }

            _positions[batch.Producer] = batch.Producer.Length > 0 ? last : 0;
            changed = _changed;
            _changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        changed.TrySetResult();
    }
}
