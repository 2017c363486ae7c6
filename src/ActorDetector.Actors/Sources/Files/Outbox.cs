using ActorDetector.Actors.Lines;
using ActorDetector.Logs.Reading;

namespace ActorDetector.Actors.Sources.Files;

/// <summary>Two batches: one is filled while the other is accepted.</summary>
internal sealed class Outbox(IIngest ingest)
{
    // So that a batch with its lines' columns stays within the processor's second-level cache.
    private const int MostBytes = 512 * 1024;

    private LineBatch _filling = new();
    private LineBatch _sent = new();
    private Task _accepting = Task.CompletedTask;
    private (FollowedFile File, LinePlace Place)? _reached;

    /// <summary>Hands on what a block holds; when all of it is accepted the file's lines up to a place are.</summary>
    public async ValueTask SendAsync(LineBlock block, FollowedFile file, string source, long arrived, CancellationToken cancellation)
    {
        LinePlace place = file.Lines.Place;
        int line = 0;
        int skipped = 0;
        while (line < block.Count || skipped < block.SkippedLines.Count)
        {
            _filling.Clear(source, file.Path, file.Producer, arrived);
            Fill(block, file.EntityName, ref line, ref skipped);
            bool last = line == block.Count && skipped == block.SkippedLines.Count;
            await FlushAsync().ConfigureAwait(false);
            (_filling, _sent) = (_sent, _filling);
            _reached = last ? (file, place) : null;
            _accepting = ingest.AcceptAsync(_sent, cancellation).AsTask();
        }
    }

    /// <summary>Waits until all that was handed on is accepted.</summary>
    public async ValueTask FlushAsync()
    {
        Task accepting = _accepting;
        (FollowedFile File, LinePlace Place)? reached = _reached;
        (_accepting, _reached) = (Task.CompletedTask, null);
        await accepting.ConfigureAwait(false);
        reached?.File.Accept(reached.Value.Place);
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
