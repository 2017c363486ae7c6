using ActorDetector.Actors.Lines;
using ActorDetector.Http.Bodies;
using ActorDetector.Logs;
using ActorDetector.Logs.Formats;

namespace ActorDetector.Http.Lines;

/// <summary>Cuts bytes that come in pieces into lines, and fills batches with them. Lines end with LF or CRLF, the last needs no end. The same
/// bytes make the same batches, in whatever pieces they come.</summary>
/// <param name="positions">Gives lines their positions.</param>
/// <param name="maxLine">Longest line in bytes; a longer one is skipped, and takes no more memory than the limit.</param>
/// <param name="entity">The entity of all lines; empty when the source does not say.</param>
internal sealed class LineFramer(LinePositions positions, int maxLine, byte[] entity)
{
    private const byte LineFeed = (byte)'\n';

    private readonly long[] _skipped = new long[Enum.GetValues<SkipReason>().Length];
    private byte[] _rest = [];
    private int _restLength;
    private bool _tooLong;

    // Skipped lines in a row for one reason are one note.
    private SkipReason _run;
    private long _runLines;
    private long _runPosition;

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <summary>Lines that have ended so far.</summary>
    public long Lines { get; private set; }

    /// <summary>Bytes of the line that has not ended.</summary>
    public int HeldBytes => _rest.Length;

    /// <summary>How many of them were skipped, by reason.</summary>
    public IEnumerable<KeyValuePair<SkipReason, long>> Skipped =>
        _skipped.Select((lines, reason) => KeyValuePair.Create((SkipReason)reason, lines)).Where(pair => pair.Value > 0);

    /// <summary>Takes bytes until the batch is full.</summary>
    /// <returns>How many bytes were taken; fewer than there are only when the batch is full.</returns>
    public int Feed(ReadOnlySpan<byte> bytes, LineBatch batch)
    {
        int taken = 0;
        while (taken < bytes.Length && !Batches.IsFull(batch))
        {
            int length = bytes[taken..].IndexOf(LineFeed);
            if (length < 0)
            {
                Keep(bytes[taken..]);
                return bytes.Length;
            }

            EndLine(bytes.Slice(taken, length), batch);
            taken += length + 1;
        }

        EndRunIf(Batches.IsFull(batch), batch);
        return taken;
    }

    /// <summary>Ends the last line, when it has no end of its own.</summary>
    public void Finish(LineBatch batch)
    {
        if (_tooLong || _restLength > 0)
            EndLine([], batch);
        EndRunIf(true, batch);
    }

    private void Keep(ReadOnlySpan<byte> bytes)
    {
        // One byte more than the limit may be the carriage return of the line's end.
        if (_tooLong || _restLength + bytes.Length > maxLine + 1 + ByteOrderMark.Length)
        {
            _tooLong = true;
            _restLength = 0;
            return;
        }

        if (_rest.Length < _restLength + bytes.Length)
            Array.Resize(ref _rest, Math.Max(_restLength + bytes.Length, 2 * _rest.Length));
        bytes.CopyTo(_rest.AsSpan(_restLength));
        _restLength += bytes.Length;
    }

    private void EndLine(ReadOnlySpan<byte> end, LineBatch batch)
    {
        if (_tooLong || _restLength > 0)
        {
            Keep(end);
            end = _rest.AsSpan(0, _restLength);
        }

        bool tooLong = _tooLong;
        (_restLength, _tooLong) = (0, false);
        if (Lines++ == 0 && end.StartsWith(ByteOrderMark))
            end = end[ByteOrderMark.Length..];
        if (end is [.., (byte)'\r'])
            end = end[..^1];
        long position = positions.Next();
        SkipReason reason = tooLong ? SkipReason.TooLong : Batches.Judge(end, maxLine);
        if (reason != _run)
            EndRunIf(true, batch);
        if (reason == SkipReason.None)
        {
            batch.Add(end, position, ParsedLine.NoTime, entity);
            return;
        }

        _skipped[(int)reason]++;
        (_run, _runLines, _runPosition) = (reason, _runLines + 1, position);
    }

    private void EndRunIf(bool ends, LineBatch batch)
    {
        if (!ends || _runLines == 0)
            return;
        batch.AddSkipped(_run, _runPosition, _runLines);
        (_run, _runLines) = (SkipReason.None, 0);
    }
}
