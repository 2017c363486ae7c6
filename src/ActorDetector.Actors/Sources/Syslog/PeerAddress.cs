using System.Buffers.Text;
using System.Net;
using System.Net.Sockets;

namespace ActorDetector.Actors.Sources.Syslog;

/// <summary>Writes peers' addresses as text, the last one once. Not for two threads at once.</summary>
internal sealed class PeerAddress
{
    // Where sockaddr_in and sockaddr_in6 have the address.
    private const int Start4 = 4;
    private const int Start6 = 8;
    private const int Length6 = 16;

    private readonly byte[] _last = new byte[Length6];
    private readonly byte[] _text = new byte[64];
    private int _lastLength;
    private int _textLength;

    /// <summary>As <c>10.0.0.5</c>; valid until the next call.</summary>
    public ReadOnlySpan<byte> Text(SocketAddress peer)
    {
        ReadOnlySpan<byte> address = peer.Family == AddressFamily.InterNetwork
            ? peer.Buffer.Span.Slice(Start4, sizeof(int)) : peer.Buffer.Span.Slice(Start6, Length6);
        if (!address.SequenceEqual(_last.AsSpan(0, _lastLength)))
        {
            address.CopyTo(_last);
            _lastLength = address.Length;
            _textLength = address.Length == Length6 ? Write6(address) : Write4(address);
        }

        return _text.AsSpan(0, _textLength);
    }

    private int Write4(ReadOnlySpan<byte> address)
    {
        int at = 0;
        foreach (byte part in address)
        {
            if (at > 0)
                _text[at++] = (byte)'.';
            Utf8Formatter.TryFormat(part, _text.AsSpan(at), out int written);
            at += written;
        }

        return at;
    }

    private int Write6(ReadOnlySpan<byte> bytes)
    {
        IPAddress address = new(bytes);
        if (address.IsIPv4MappedToIPv6)
            return Write4(bytes[^sizeof(int)..]);
        address.TryFormat(_text, out int length);
        return length;
    }
}
