using System.Text;
using Microsoft.AspNetCore.Http;

namespace ActorDetector.Http.Bodies;

/// <summary>The entity that a client says its lines are of.</summary>
internal static class EntityHint
{
    /// <summary>Longest name of an entity in bytes.</summary>
    public const int MostBytes = 1024;

    /// <summary>The entity's bytes; none when the client does not say.</summary>
    /// <exception cref="RefusalException">It is too long.</exception>
    public static byte[] Of(string? name)
    {
        byte[] entity = Encoding.UTF8.GetBytes(name ?? "");
        return entity.Length <= MostBytes ? entity
            : throw new RefusalException(StatusCodes.Status400BadRequest, $"The entity is {entity.Length} bytes long: at most {MostBytes} are allowed.");
    }
}
