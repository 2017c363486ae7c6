using ActorDetector.Logs.Reading;
using Microsoft.Win32.SafeHandles;

namespace ActorDetector.Actors.Sources.Files;

/// <summary>The bytes of an open file from its start.</summary>
internal sealed class HandleStream(SafeFileHandle handle, bool ownsHandle) : ForwardStream
{
    private long _offset;

    public override int Read(Span<byte> buffer)
    {
        int read = RandomAccess.Read(handle, buffer, _offset);
        _offset += read;
        return read;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing && ownsHandle)
            handle.Dispose();
        base.Dispose(disposing);
    }
}
