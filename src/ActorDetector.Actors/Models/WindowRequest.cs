using ActorDetector.Actors.Mailboxes;

namespace ActorDetector.Actors.Models;

/// <summary>Asks a model actor for the predictions of some windows.</summary>
/// <param name="windows">(count, window) keys.</param>
/// <param name="predictions">Receives (count, keys) log probabilities.</param>
/// <param name="rows">Which of the windows; null for all.</param>
internal sealed class WindowRequest(ReadOnlyMemory<ushort> windows, Memory<float> predictions, List<int>? rows)
{
    private readonly Reply<bool> _reply = new();

    public ReadOnlySpan<ushort> Windows => windows.Span;

    public Span<float> Predictions => predictions.Span;

    public List<int>? Rows => rows;

    /// <summary>Ends when the predictions are there.</summary>
    public Task Done => _reply.Answer;

    public void Finish() => _reply.Give(true);

    public void Fail(Exception fault) => _reply.Fail(fault);
}
