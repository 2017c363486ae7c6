using Xunit.Sdk;

namespace ActorDetector.Storage.Tests.Contract;

/// <summary>A test that each store's own class runs; skipped where what that store needs is missing: see <see cref="NeedsPostgresAttribute"/>.</summary>
[AttributeUsage(AttributeTargets.Method)]
[XunitTestCaseDiscoverer("ActorDetector.Storage.Tests.Contract.StoreFactDiscoverer", "ActorDetector.Storage.Tests")]
public sealed class StoreFactAttribute : FactAttribute;
