using System.ComponentModel.DataAnnotations;

namespace ActorDetector.Http.Models;

/// <summary>A model that is to judge from now on.</summary>
/// <param name="Path">The folder of its bundle, on the node's machine.</param>
public sealed record NewModel([property: Required] string Path);
