using System.Buffers.Binary;
using System.Text.Json.Nodes;

namespace ActorDetector.Detection.Parameters;

/// <summary>Which words each entity had at a place.</summary>
/// <param name="entities">The entities.</param>
/// <param name="pairs">An entity's number and a word.</param>
internal sealed class EntityMemory(TextMemory entities, TextMemory pairs)
{
    /// <summary>Most bytes of a pair; a longer word is known by its first ones.</summary>
    public const int MostPairBytes = 128;

    // An entity that training saw less often may well have more words than those.
    private const int LeastLines = 100;

    private readonly byte[] _pair = new byte[MostPairBytes];

    /// <summary>Writes a pair.</summary>
    public static ReadOnlySpan<byte> Pair(int entity, ReadOnlySpan<byte> word, Span<byte> pair)
    {
        BinaryPrimitives.WriteInt32LittleEndian(pair, entity);
        word = word[..Math.Min(word.Length, pair.Length - sizeof(int))];
        word.CopyTo(pair[sizeof(int)..]);
        return pair[..(sizeof(int) + word.Length)];
    }

    /// <summary>The entity of a pair.</summary>
    public static int EntityOf(ReadOnlySpan<byte> pair) => BinaryPrimitives.ReadInt32LittleEndian(pair);

    /// <summary>How often an entity that training knows well had a word, and how often it had any; null for other entities. Not for two
    /// threads at once.</summary>
    public (int Count, int Lines)? Find(ReadOnlySpan<byte> entity, ReadOnlySpan<byte> word)
    {
        SeenText seen = entities.Find(entity);
        return seen.Count < LeastLines ? null : (pairs.Find(Pair(seen.Number, word, _pair)).Count, seen.Count);
    }

    public JsonObject Keep() => new() { ["entities"] = entities.Keep(), ["pairs"] = pairs.Keep() };

    /// <exception cref="FormatException">It is none.</exception>
    public static EntityMemory Read(JsonObject json) => new(TextMemory.Read(json["entities"]), TextMemory.Read(json["pairs"]));
}
