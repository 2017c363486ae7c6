namespace ActorDetector.Storage.Tests.Contract;

/// <summary>Its tests need PostgreSQL's server.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class NeedsPostgresAttribute : Attribute;
