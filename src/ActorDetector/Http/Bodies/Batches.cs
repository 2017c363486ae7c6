using System.Buffers;
using ActorDetector.Actors.Lines;
using ActorDetector.Logs;

namespace ActorDetector.Http.Bodies;

/// <summary>What lines, and how many, a batch of a request has.</summary>
internal static class Batches
{
    private const int EnoughBytes = 512 * 1024;

    private static readonly SearchValues<byte> Blank = SearchValues.Create(" \t\n\v\f\r"u8);

    /// <summary>Whether a batch is to be handed on before more is added.</summary>
    public static bool IsFull(LineBatch batch) =>
        batch.Count >= LineBatch.MostLines || batch.Notes.Count >= LineBatch.MostLines || batch.Bytes >= EnoughBytes;

    /// <summary>Why a line is skipped, or <see cref="SkipReason.None"/>.</summary>
    public static SkipReason Judge(ReadOnlySpan<byte> line, int maxLine)
    {
        if (line.Length > maxLine)
            return SkipReason.TooLong;
        if (line.Contains((byte)0))
            return SkipReason.Binary;
        return line.IndexOfAnyExcept(Blank) < 0 ? SkipReason.Empty : SkipReason.None;
    }
}
