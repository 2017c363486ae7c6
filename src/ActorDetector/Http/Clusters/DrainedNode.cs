using System.ComponentModel.DataAnnotations;

namespace ActorDetector.Http.Clusters;

/// <summary>A node that is to give its shards away.</summary>
/// <param name="Node">Its name.</param>
public sealed record DrainedNode([property: Required] string Node);
