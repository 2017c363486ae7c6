using System.Text.Json;

namespace ActorDetector.Actors.Shards;

/// <summary>What reasons and kinds are called in counters: as <c>too-long</c>.</summary>
public static class CounterName
{
    /// <summary>The name of a member of an enumeration.</summary>
    public static string Of<T>(T member) where T : struct, Enum => JsonNamingPolicy.KebabCaseLower.ConvertName(member.ToString());
}
