namespace ActorDetector.Tests.ShardLogs;

/// <summary>A test of every shard log, on the embedded one.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ShardLogFactAttribute : FactAttribute;
