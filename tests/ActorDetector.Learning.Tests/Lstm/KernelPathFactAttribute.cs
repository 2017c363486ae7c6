namespace ActorDetector.Learning.Tests.Lstm;

/// <summary>A test of one kernel path; skipped by the path's name where the processor does not have it.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class KernelPathFactAttribute : FactAttribute
{
    public KernelPathFactAttribute(string path) =>
        Skip = KernelPaths.Named(path).IsSupported ? null : $"this processor has no {path} kernels";
}
