using ActorDetector.Actors.Lines;
using ActorDetector.Logs.Reading;

namespace ActorDetector.Actors.Sources;

/// <summary>Hands blocks of lines on in batches, of which one is filled while the other is accepted.</summary>
internal sealed class BlockSender(IIngest ingest, string source)
{
    // So that a batch stays within the processor's second-level cache.
    private const int MostBytes = 512 * 1024;

    private LineBatch _filling = new();
    private LineBatch _sent = new();
    private Task _accepting = Task.CompletedTask;
    private Action? _accepted;

    /// <summary>Hands on what a block holds, which is free again when this is done; more may still be waited for.</summary>
    /// <param name="block">The lines.</param>
    /// <param name="origin">Where they are from.</param>
    /// <param name="producer">Whose positions they have.</param>
    /// <param name="entity">The entity by the source.</param>
    /// <param name="arrived">When they arrived: ticks UTC.</param>
    /// <param name="accepted">Called when all of the block is accepted.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public async ValueTask SendAsync(LineBlock block, string origin, string producer, byte[] entity, long arrived, Action? accepted,
        CancellationToken cancellation)
    {
        int line = 0;
        int skipped = 0;
        while (line < block.Count || skipped < block.SkippedLines.Count)
        {
            _filling.Clear(source, origin, producer, arrived);
            Fill(block, entity, ref line, ref skipped);
            await FlushAsync().ConfigureAwait(false);
            (_filling, _sent) = (_sent, _filling);
            _accepted = line == block.Count && skipped == block.SkippedLines.Count ? accepted : null;
            _accepting = ingest.AcceptAsync(_sent, cancellation).AsTask();
        }
    }

    /// <summary>Waits until all that was handed on is accepted.</summary>
    public async ValueTask FlushAsync()
    {
        (Task accepting, Action? accepted) = (_accepting, _accepted);
        (_accepting, _accepted) = (Task.CompletedTask, null);
        await accepting.ConfigureAwait(false);
        accepted?.Invoke();
    }

    private void Fill(LineBlock block, byte[] entity, ref int line, ref int skipped)
    {
        IReadOnlyList<SkippedLine> notes = block.SkippedLines;
        while (_filling.Count + _filling.Notes.Count < LineBatch.MostLines && _filling.Bytes < MostBytes)
        {
            if (skipped < notes.Count && (line == block.Count || notes[skipped].Number < block.LineNumber(line)))
            {
                _filling.AddSkipped(notes[skipped].Reason, notes[skipped].Number);
                skipped++;
            }
            else if (line < block.Count)
            {
                _filling.Add(block[line], block.LineNumber(line), entity: entity);
                line++;
            }
            else
            {
                break;
            }
        }
    }
}
