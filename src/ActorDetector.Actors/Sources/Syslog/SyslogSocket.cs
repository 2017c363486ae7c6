using System.Net;
using System.Net.Sockets;

namespace ActorDetector.Actors.Sources.Syslog;

/// <summary>Takes ports.</summary>
internal static class SyslogSocket
{
    /// <exception cref="IOException">The port cannot be taken.</exception>
    public static Socket Bind(string option, SyslogEndPoint endPoint, SocketType type)
    {
        IPAddress address = endPoint.Address.Address;
        Socket socket = new(address.AddressFamily, type, type == SocketType.Stream ? ProtocolType.Tcp : ProtocolType.Udp);
        try
        {
            if (address.Equals(IPAddress.IPv6Any))
                socket.DualMode = true;
            socket.Bind(endPoint.Address);
            return socket;
        }
        catch (SocketException exception)
        {
            socket.Dispose();
            throw new IOException($"{option} {endPoint} cannot be taken: {exception.Message}. {Advice(exception.SocketErrorCode, option)}", exception);
        }
    }

    private static string Advice(SocketError error, string option) => error switch
    {
        SocketError.AddressAlreadyInUse => $"End the program that has it, or give {option} another port.",
        SocketError.AccessDenied => $"Ports below 1024 need CAP_NET_BIND_SERVICE; or give {option} a higher port.",
        SocketError.AddressNotAvailable => $"Give {option} an address of this machine.",
        _ => $"Give {option} another address or port.",
    };
}
