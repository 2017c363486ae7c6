using Xunit.Sdk;

namespace ActorDetector.Storage.Tests.Contract;

/// <summary>A test with cases that each store's own class runs.</summary>
[AttributeUsage(AttributeTargets.Method)]
[XunitTestCaseDiscoverer("ActorDetector.Storage.Tests.Contract.StoreTheoryDiscoverer", "ActorDetector.Storage.Tests")]
public sealed class StoreTheoryAttribute : TheoryAttribute;
