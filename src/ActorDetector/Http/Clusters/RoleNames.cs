using ActorDetector.Actors.Clusters;
using ActorDetector.Actors.Shards;

namespace ActorDetector.Http.Clusters;

/// <summary>What the roles of a node are called, as <c>--roles</c> takes them.</summary>
internal static class RoleNames
{
    private static readonly NodeRoles[] Each = [NodeRoles.Ingest, NodeRoles.Detect, NodeRoles.Coordinate, NodeRoles.Web];

    /// <summary>The names of all roles of a node.</summary>
    public static IReadOnlyList<string> Of(NodeRoles roles) => [.. Each.Where(role => roles.HasFlag(role)).Select(role => CounterName.Of(role))];

    /// <summary>The roles with some names, separated by commas; null when one of them is no role.</summary>
    public static NodeRoles? Parse(string names)
    {
        NodeRoles roles = NodeRoles.None;
        foreach (string name in names.Split(',', StringSplitOptions.TrimEntries))
        {
            NodeRoles role = Array.Find(Each, one => CounterName.Of(one) == name);
            if (role == NodeRoles.None)
                return null;
            roles |= role;
        }

        return roles;
    }
}
