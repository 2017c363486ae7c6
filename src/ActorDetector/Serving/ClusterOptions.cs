using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using ActorDetector.Actors.Clusters;
using ActorDetector.CommandLine;
using ActorDetector.Http.Clusters;

namespace ActorDetector.Serving;

/// <summary>A node's place in a cluster: it is one of several when its shard log is in RabbitMQ.</summary>
public sealed record ClusterOptions : IValidatableObject
{
    private const int LongestName = 100;
    private const string AllRoles = "ingest,detect,coordinate,web";

    /// <summary>The name of the node, which no other of the cluster has. Default the machine's.</summary>
    [Description("Name of the node, which no other of the cluster has (default: the machine's)")]
    [ValueName("NAME")]
    public string? Node { get; init; }

    /// <summary>What it does, separated by commas: it takes lines (ingest), judges shards (detect), may coordinate the others and tell the sinks (coordinate), answers people
    /// (web). Default all.</summary>
    [Description("What a node of a cluster does: ingest takes lines, detect judges, coordinate looks after all and tells the sinks, web answers people")]
    [ValueName("ROLES")]
    public string Roles { get; init; } = AllRoles;

    /// <summary>Whether anything of a cluster was said.</summary>
    internal bool IsGiven => Node is not null || Roles != AllRoles;

    /// <summary>The name, as it is given or found.</summary>
    internal string NodeName => Node ?? Environment.MachineName;

    /// <summary>The roles.</summary>
    internal NodeRoles NodeRoles => RoleNames.Parse(Roles) ?? NodeRoles.None;

    /// <summary>Finds a name that cannot be one, and roles that there are not.</summary>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (NodeName.Length is 0 or > LongestName || !NodeName.All(sign => char.IsAsciiLetterOrDigit(sign) || sign is '.' or '-' or '_'))
            yield return new ValidationResult($"--node '{NodeName}' must be 1 to {LongestName} letters, digits, dots, dashes and underscores.");
        if (RoleNames.Parse(Roles) is null)
            yield return new ValidationResult($"--roles '{Roles}' must be some of ingest, detect, coordinate and web, separated by commas.");
    }
}
