using ActorDetector.Learning.Kernels;

namespace ActorDetector.Learning.Tests.Lstm;

/// <summary>The kernel paths by name, for theories.</summary>
internal static class KernelPaths
{
    public static KernelPath Named(string name) => KernelPath.All.Single(path => path.Name == name);
}
