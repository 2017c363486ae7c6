using Xunit.Abstractions;
using Xunit.Sdk;

namespace ActorDetector.Storage.Tests.Contract;

/// <summary>A test of a store's class: that class, not the method, knows what it needs.</summary>
public sealed class StoreTestCase : XunitTestCase
{
    [Obsolete("For deserialization.")]
    public StoreTestCase()
    {
    }

    public StoreTestCase(IMessageSink messages, TestMethodDisplay display, TestMethodDisplayOptions options, ITestMethod method, object[]? arguments = null)
        : base(messages, display, options, method, arguments)
    {
    }

    protected override string? GetSkipReason(IAttributeInfo factAttribute) =>
        TestMethod.TestClass.Class.GetCustomAttributes(typeof(NeedsPostgresAttribute)).Any() ? PostgresServer.Missing : null;
}
