namespace ActorDetector.Actors.Sources.Syslog;

/// <summary>What a connection has received and not cut into messages yet: grows for a long message as far as the budget allows.</summary>
internal sealed class ReceiveBuffer(int most, BufferBudget budget) : IDisposable
{
    /// <summary>Bytes that every connection has.</summary>
    public const int BaseBytes = 16 << 10;

    private byte[] _bytes = new byte[BaseBytes];
    private int _start;
    private int _end;

    /// <summary>What is there.</summary>
    public ReadOnlySpan<byte> Filled => _bytes.AsSpan(_start, _end - _start);

    /// <summary>Where more goes.</summary>
    public Memory<byte> Free => _bytes.AsMemory(_end);

    public void Add(int length) => _end += length;

    public void Consume(int length) => _start += length;

    /// <summary>Makes room for more; false when there is none to be had.</summary>
    public bool TryMakeRoom()
    {
        int length = _end - _start;
        if (length == _bytes.Length)
            return TryGrow(length);
        byte[] bytes = _bytes;
        if (length < BaseBytes)
            Shrink();
        bytes.AsSpan(_start, length).CopyTo(_bytes);
        (_start, _end) = (0, length);
        return true;
    }

    public void Dispose() => Shrink();

    private bool TryGrow(int length)
    {
        int grown = (int)Math.Min(2L * length, Math.Max(most, BaseBytes));
        if (grown == length || !budget.TryTake(grown - length))
            return false;
        Array.Resize(ref _bytes, grown);
        return true;
    }

    private void Shrink()
    {
        if (_bytes.Length == BaseBytes)
            return;
        budget.Give(_bytes.Length - BaseBytes);
        _bytes = new byte[BaseBytes];
    }
}
