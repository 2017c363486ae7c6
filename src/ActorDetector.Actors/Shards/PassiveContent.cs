using System.Text;

namespace ActorDetector.Actors.Shards;

/// <summary>The bytes of a passive session: the version of the model that its log keys are of, then what its judge wrote.</summary>
internal static class PassiveContent
{
    /// <summary>Puts a session's bytes behind the version.</summary>
    public static byte[] Write(string model, ReadOnlySpan<byte> session)
    {
        byte[] name = Encoding.ASCII.GetBytes(model);
        return [(byte)name.Length, .. name, .. session];
    }

    /// <summary>The version, and the session's bytes.</summary>
    /// <exception cref="FormatException">It is too short.</exception>
    public static (string Model, ReadOnlyMemory<byte> Session) Read(byte[] content) => content.Length > 0 && content.Length > content[0]
        ? (Encoding.ASCII.GetString(content, 1, content[0]), content.AsMemory(1 + content[0]))
        : throw new FormatException("A passive session has no model.");
}
